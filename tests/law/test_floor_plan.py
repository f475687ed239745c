"""Imports only go down (pyproject.toml, [tool.importlinter])."""

import subprocess
import sys
from pathlib import Path


def test_imports_only_go_down():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
