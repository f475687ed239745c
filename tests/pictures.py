"""The README's and the handbook's pictures, taken of the real pages in the town. Run by `make pictures`."""

from pathlib import Path

import pytest

PICTURES = Path(__file__).resolve().parent.parent / "handbook" / "pictures"
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SHOTS = [
    ("today", "welfare", "/", LAPTOP, "light"),
    ("case", "welfare", "/cases/K-0042/", LAPTOP, "light"),
    ("case-bup", "bup", "/cases/K-0042/", LAPTOP, "light"),
    ("case-dark", "welfare", "/cases/K-0042/", LAPTOP, "dark"),
    ("consent", "welfare", "/cases/K-0042/consent/new/", LAPTOP, "light"),
    ("consents", "private_school", "/cases/K-0036/consent/", LAPTOP, "light"),
    ("samples", "log_reviewer", "/logs/samples/", LAPTOP, "light"),
    ("unit", "unit_manager", "/unit/", LAPTOP, "light"),
    ("counts", "municipal_lead", "/counts/", LAPTOP, "light"),
    ("today-phone", "teacher", "/", PHONE, "light"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "who", "path", "size", "scheme"), SHOTS)
def test_picture(new_context, name, who, path, size, scheme):
    page = new_context(viewport=size, color_scheme=scheme).new_page()
    page.goto("/demo/")
    page.locator(f'form[action$="/demo/as/{who}/"] button').click()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=size is LAPTOP)
