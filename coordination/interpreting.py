"""What does an interpreter agency get to know? Language, time and how one meets; nobody's name, and not who asks."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from look.templatetags.look import clock, weekday


def message(meeting) -> str:
    """The text to send to an interpreter agency (practice.md 6.4): it could be about anybody, at any authority."""
    with override("sv"):  # it goes to an agency in Sweden, whichever language the page is read in
        return _lines(meeting)


def _lines(meeting) -> str:
    how = _("på plats") if meeting.place or not meeting.video else _("på video")
    when = {"weekday": weekday(meeting.starts_at), "from": clock(meeting.starts_at), "to": clock(meeting.ends_at)}
    lines = [
        _("Hej!"), "",
        _("Vi behöver en tolk."), "",
        _("Språk: %(language)s") % {"language": meeting.language},
        _("Dag: %(weekday)s") % when,
        _("Tid: %(from)s–%(to)s") % when,
        _("Hur: %(how)s") % {"how": how},
        "",
        _("Adress eller länk och vem ni ringer får ni när tolken är bokad."),
    ]  # fmt: skip
    return "\n".join(lines)
