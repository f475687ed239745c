"""How is a page made for paper? By Typst, from data alone: nobody's words are ever read as its code."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "build" / "fonts"
JOINERS = "\ufe0e\ufe0f\u200d\u20e3"  # what holds the parts of a picture sign together


def sheet(name: str) -> Path:
    """The Typst page of that file name, among the templates."""
    return ROOT / "templates" / name


def pdf(template: Path, data: dict) -> bytes:
    """The page as an accessible PDF (PDF/UA-1). Raises ImproperlyConfigured when Typst or its fonts are not there.

    Picture signs are left out: the fonts have none. With a script that they lack, the PDF is still tagged but no longer
    promises to be PDF/UA, and what cannot be drawn is an empty box.
    """
    typst = _typst()
    made = {
        "input": template, "sys_inputs": {"data": json.dumps(_drawable(data))}, "font_paths": [FONTS],
        "ignore_system_fonts": True, "format": "pdf",
    }  # fmt: skip
    try:
        return typst.compile(**made, pdf_standards=["ua-1"])
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        return typst.compile(**made)


def _drawable(value):
    if isinstance(value, dict):
        return {name: _drawable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_drawable(part) for part in value]
    if not isinstance(value, str):
        return value
    kept = (c for c in value if c not in JOINERS and unicodedata.category(c) not in ("So", "Sk", "Co", "Cn"))
    return re.sub(r" {2,}", " ", "".join(kept))


@cache
def _typst():
    # A missing font would be no error to Typst: it would print with another, or with none.
    if not list(FONTS.glob("*.ttf")):
        raise ImproperlyConfigured("The PDF's fonts are missing: run frontend/build.py.")
    try:
        import typst
    except ImportError as missing:
        raise ImproperlyConfigured("The package typst is missing: install requirements.lock.") from missing
    return typst
