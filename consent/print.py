"""The form to sign, on paper."""

from access.trail import saw
from look.print import pdf, sheet


def form_pdf(case, asked, who) -> bytes:
    """What is asked (consent.queries.Asked) as an accessible PDF (PDF/UA-1): a sheet for each of `who` ((key, name)).

    No sheet names another who answers, and none says what has been typed may not be told: that is one's own to write
    (domain.md 4.5). Refuses as `look.print.pdf` does. Leaves a line in the log that it was printed.
    """
    saw("consent.print", [case], case=case.pk)
    words = asked.wording
    data = {
        "lang": words.language, "rtl": words.direction == "rtl", "mark": words.mark, "version": words.version,
        "about": asked.about, "why": asked.why, "purpose": asked.purpose, "ends": asked.ends if asked.day else "",
        "parts": [
            {
                "presence": part.presence,
                "tells": [{"who": tells, "kinds": kinds, "limit": limit} for tells, kinds, limit in part.tells],
            }
            for part in asked.parts
        ],
        "lines": [line for _key, line in asked.lines], "good": asked.good_to_know, "title": asked.title,
        "not_told_label": "" if asked.is_own else words.sentences["not_told"], "who": [name for _key, name in who],
    }  # fmt: skip
    names = ("know", "which", "yes", "partly", "no", "interpreter", "sign")
    return pdf(sheet("consent.typ"), data | {name: words.sentences[name] for name in names})
