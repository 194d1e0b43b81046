// Builds static/dist: every style sheet, script and image that lies directly in static/css, static/js
// and static/img, under a name that carries its content's hash; one sprite of the icons named in
// static/img/icons.txt; a packed copy of whatever is text; and manifest.json, which says what each source is called now.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "static/dist");
const copied = [".svg", ".png", ".ico", ".woff2"];
const texts = [".css", ".js", ".svg"];

const bundled = await bundle();
const sprite = writeSprite();
const packed = pack([...bundled.files, sprite]);
writeManifest({ ...bundled.manifest, "icons.svg": sprite });
removeAllBut([...bundled.files, sprite, ...packed, "manifest.json"]);

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...files("css", [".css"]), ...files("js", [".js"]), ...files("img", copied)],
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    metafile: true,
    logLevel: "warning",
    // The oldest browsers that know cascade layers; anything newer in the sources is translated.
    target: ["chrome99", "firefox97", "safari15.4"],
    loader: Object.fromEntries(copied.map((extension) => [extension, "copy"])),
  });
  const outputs = Object.entries(metafile.outputs).map(([path, { entryPoint }]) => ({
    name: basename(path),
    source: entryPoint && basename(entryPoint),
  }));
  return {
    files: outputs.map(({ name }) => name),
    manifest: Object.fromEntries(
      outputs.filter(({ source }) => source).map(({ source, name }) => [source, name]),
    ),
  };
}

function files(folder, extensions) {
  return readdirSync(join(root, "static", folder))
    .filter((name) => extensions.includes(extname(name)))
    .map((name) => `static/${folder}/${name}`);
}

function writeSprite() {
  const icons = readFileSync(join(root, "static/img/icons.txt"), "utf8").split(/\s+/).filter(Boolean);
  const symbols = icons.map((icon) => {
    const svg = readFileSync(join(root, `node_modules/bootstrap-icons/icons/${icon}.svg`), "utf8");
    const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
    const [, shapes] = svg.match(/<svg[^>]*>(.*)<\/svg>/s);
    return `<symbol id="${icon}" viewBox="${viewBox}">${shapes.trim()}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
  const name = `icons-${createHash("sha256").update(sprite).digest("hex").slice(0, 8)}.svg`;
  writeFileSync(join(dist, name), sprite);
  return name;
}

// What tracker/web/assets.py sends in place of a file: text shrinks to a quarter.
function pack(names) {
  return names
    .filter((name) => texts.includes(extname(name)))
    .map((name) => {
      writeFileSync(join(dist, `${name}.gz`), gzipSync(readFileSync(join(dist, name)), { level: 9 }));
      return `${name}.gz`;
    });
}

// Renamed into place, so that a running server reads the old manifest or the new one, never half.
function writeManifest(manifest) {
  const half = join(dist, "manifest.json.new");
  writeFileSync(half, JSON.stringify(manifest, null, 1) + "\n");
  renameSync(half, join(dist, "manifest.json"));
}

function removeAllBut(kept) {
  for (const name of readdirSync(dist)) {
    if (!kept.includes(name)) rmSync(join(dist, name), { recursive: true });
  }
}
