"""The image holds what it starts, and no more: what is let in, what its commands name, and what the town needs."""

import re
import subprocess
import sys
from fnmatch import fnmatch

from tests.services import ROOT

IGNORE = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
LET_IN = [line[1:] for line in IGNORE if line.startswith("!")]
TOWN = "import sys, tests.town.load; print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'tests'))"


def is_let_in(path: str) -> bool:
    parts = path.split("/")
    return any(fnmatch("/".join(parts[:length]), rule) for rule in LET_IN for length in range(1, len(parts) + 1))


def test_nothing_is_let_in_that_is_not_named():
    assert IGNORE[0] == "**"
    assert not any(is_let_in(path) for path in (".data/secrets", ".git/config", ".env", "tests/law/test_fence.py"))


def test_every_folder_of_the_product_is_let_in():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert len(folders) >= 8
    assert [name for name in folders if not is_let_in(name)] == []


def test_the_demo_town_needs_no_other_test_file():
    code = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; import django; django.setup(); "
    done = subprocess.run([sys.executable, "-c", code + TOWN], cwd=ROOT, capture_output=True, text=True, check=True)
    found = [path.removeprefix(f"{ROOT}/") for path in done.stdout.split()]
    assert len(found) > 10
    assert [path for path in found if not is_let_in(path)] == []


def test_what_the_image_copies_and_runs_is_there():
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [one for line in re.findall(r"^COPY (?!--)(.*) \S+$", image, re.MULTILINE) for one in line.split()]
    named = [one for one in copied if one != "."]
    assert named and [one for one in named if not (ROOT / one).exists() or not is_let_in(one)] == []


def test_what_compose_mounts_and_starts_is_there():
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    mounted = re.findall(r"- \./([^:]+):", compose)
    assert mounted and all((ROOT / path).exists() for path in mounted)
    for module in re.findall(r"python -m ([\w.]+)", compose):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists()
    assert re.findall(r"^  (\w+):$", compose.split("\nvolumes:")[0], re.MULTILINE) == [
        "db", "redis", "prepare", "web", "worker", "beat", "mail",
    ]  # fmt: skip
