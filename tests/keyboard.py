"""Does a page work by the keyboard alone? What can be pressed is reached in the order it stands, and shows it."""

from pathlib import Path

FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def works_by_keyboard(page) -> None:
    """Fail with all that the keyboard does not reach on the page, or reaches unseen."""
    faults = page.evaluate(FAULTS)
    assert not faults, f"{page.url}: {faults}"
