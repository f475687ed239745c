"""Which Chromium the journeys use.

In this order: $KRING_CHROMIUM, the system's, Playwright's own when it has been fetched, and last the one that the
npm package @sparticuz/chromium carries, which needs neither root nor system libraries.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=sv-SE",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
PACKAGE = "@sparticuz/chromium@147.0.0"


class NoBrowser(RuntimeError):
    """There is no Chromium, and none can be had."""


def find() -> tuple[str | None, dict[str, str]]:
    """The executable and what it needs in its environment; (None, {}) when Playwright has one of its own."""
    installed = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    for candidate in (os.environ.get("KRING_CHROMIUM"), *installed):
        if candidate and Path(candidate).exists():
            return candidate, {}
    fetched = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")).expanduser()
    if any(fetched.glob("chromium*")):
        return None, {}
    try:
        return _from_npm()
    except (OSError, subprocess.CalledProcessError, IndexError) as problem:
        raise NoBrowser(
            "The journeys need Chromium: install it (apt-get install chromium), or say where it is in $KRING_CHROMIUM."
            f" The one from npm could not be had: {problem}"
        ) from problem


def _from_npm() -> tuple[str, dict[str, str]]:
    sys.path.insert(0, str(ROOT / "frontend"))
    from build import node_tools
    from tests.services import locked

    node, npm = node_tools()
    home = ROOT / "build" / "browser"
    unpacked = home / "tmp"
    unpacked.mkdir(parents=True, exist_ok=True)
    # Named like the place that the package was made for, it unpacks the libraries that it needs as well.
    env = os.environ | {"TMPDIR": str(unpacked), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    env["PATH"] = os.pathsep.join([str(Path(node[0]).parent), env.get("PATH", "")])
    with locked("browser"):
        if not (home / "node_modules").exists():
            (home / "package.json").write_text('{"private": true}')
            quietly = ("--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            _run([*npm, "install", *quietly, PACKAGE], home, env)
        code = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"
        program = _run([*node, "--input-type=module", "-e", code], home, env).split()[-1]
    libraries = Path(program).parent / "al2023" / "lib"
    return program, {"LD_LIBRARY_PATH": f"{libraries}:{os.environ.get('LD_LIBRARY_PATH', '')}"}


def _run(command: list[str], folder: Path, env: dict) -> str:
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True).stdout
