// Figures and sentences as scripts write them.
const size = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });

export function readable(bytes) {
  return bytes < 1e6
    ? `${size.format(Math.ceil(bytes / 1e3))} kB`
    : `${size.format(bytes / 1e6)} MB`;
}

// "{after}, diperkecil dari {before}" with its places filled.
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
