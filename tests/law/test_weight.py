"""What a browser loads the first time that it comes: at most 120 kB, compressed as it is sent."""

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest
from django.contrib.staticfiles import finders

from tests.accounts import signed_in
from tests.strict import StrictClient

pytestmark = [pytest.mark.law, pytest.mark.django_db]

MOST = 120_000  # bytes
LINKS = re.compile(r"""<(?:link|script|use|img)\b[^>]*?\b(?:href|src)="(/static/[^"#]+)""")
FONT = re.compile(r"""url\(["']?([^"')]+\.woff2)["']?\)[^}]*?unicode-range:([^;}]+)""")


def loaded(page: str) -> dict[str, int]:
    """The files that a page names and the fonts that its letters need, with their sizes on the way; "" is the page."""
    sizes = {"": len(gzip.compress(page.encode()))}
    for path in set(LINKS.findall(page)):
        sizes[path] = _sent(path)
        if path.endswith(".css"):
            for font, ranges in FONT.findall(_bytes(path).decode()):
                if any(_within(ord(letter), ranges) for letter in set(page)):
                    sizes[urljoin(path, font)] = _sent(urljoin(path, font))
    return sizes


def _bytes(path: str) -> bytes:
    found = finders.find(unquote(urlsplit(path).path.removeprefix("/static/")))
    return Path(found).read_bytes()


def _sent(path: str) -> int:
    # As WhiteNoise does: brotli where that is smaller, and never for what is compressed already.
    whole = _bytes(path)
    return len(whole) if path.endswith(".woff2") else min(len(whole), len(brotli.compress(whole)))


def _within(letter: int, ranges: str) -> bool:
    for part in ranges.replace("U+", "").split(","):
        first, _dash, last = part.strip().partition("-")
        if int(first, 16) <= letter <= int(last or first, 16):
            return True
    return False


@pytest.mark.parametrize(
    ("who", "path"),
    [("", "/sign-in/"), ("teacher", "/"), ("welfare", "/"), ("welfare", "/cases/K-0042/"), ("bup", "/cases/K-0042/")],
)
def test_a_first_visit_is_light(who, path):
    client = signed_in(StrictClient(), who) if who else StrictClient()
    sizes = loaded(client.get(path).content.decode())
    assert any(path.endswith(".woff2") for path in sizes)
    heaviest = sorted(sizes.items(), key=lambda item: -item[1])[:8]
    assert sum(sizes.values()) <= MOST, (sum(sizes.values()), heaviest)


def test_a_file_that_is_compressed_is_not_compressed_again(settings):
    """GZip stands within WhiteNoise: a font is sent as it lies there."""
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert order.index("WhiteNoiseMiddleware") < order.index("GZipMiddleware")
