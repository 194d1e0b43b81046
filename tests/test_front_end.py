"""What the browser is given: all of it ours to serve, and small enough for a phone."""

import gzip
import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "static" / "dist"
MANIFEST: dict[str, str] = json.loads((DIST / "manifest.json").read_text())


def built(name: str) -> Path:
    return DIST / MANIFEST[name]


def test_every_name_of_the_manifest_is_a_file():
    assert {"app.css", "app.js", "editor.js", "paper-fonts.css", "icons.svg"} <= MANIFEST.keys()
    assert all(built(name).is_file() for name in MANIFEST)


def test_style_sheets_fetch_only_files_of_our_own():
    for sheet in DIST.glob("*.css"):
        for address in re.findall(r"url\([\"']?([^)\"']+)|@import", sheet.read_text()):
            assert address.startswith("data:") or (DIST / address).is_file(), sheet.name


def test_the_sprite_holds_the_icons_that_are_named_and_no_others():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', built("icons.svg").read_text()))
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "tracker" / "web").rglob("*.py")]
    scripts = (ROOT / "static" / "js").rglob("*.js")
    words = "".join(file.read_text() for file in (*pages, *scripts))
    named = {
        icon
        for page in pages
        for icon in re.findall(r"""\bicon["']?\s*[(:=]\s*["']([a-z0-9-]+)["']""", page.read_text())
    }
    assert named
    assert not named - drawn
    assert not [icon for icon in drawn if f'"{icon}"' not in words]


def test_scripts_bring_no_words_of_their_own():
    """Whatever a script says comes from a template, where translation finds it."""
    given = set(
        re.findall(r'"(\w+)": _\(', (ROOT / "templates/components/scripts.html").read_text())
    )
    scripts = [path.read_text() for path in (ROOT / "static" / "js").rglob("*.js")]
    asked = {
        word
        for script in scripts
        for word in re.findall(r"""\b(?:words\.|word: "|short: ")(\w+)\b(?!\(|";)""", script)
    }
    assert asked == given


def test_the_first_page_stays_light_on_a_phone():
    kilobytes = {name: len(gzip.compress(built(name).read_bytes())) / 1000 for name in MANIFEST}
    assert kilobytes["app.css"] < 25
    assert kilobytes["app.js"] < 40
