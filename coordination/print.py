"""The plan on paper."""

from look.print import pdf, sheet

PLAN = sheet("plan.typ")


def plan_pdf(data: dict) -> bytes:
    """The plan as an accessible PDF (PDF/UA-1); refuses as `look.print.pdf` does."""
    return pdf(PLAN, data)
