"""Small helpers for templates: icons, initials, dates and names; a builtin library, so no page loads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from math import cos, pi, sin
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw an icon from the sprite; silent beside a word, named by `label` when it stands alone."""
    return _icon(name, str(label), css)


@lru_cache(maxsize=2000, typed=True)  # a page has a hundred of them; a safe label is not an unsafe one
def _icon(name: str, label: str, css: str) -> SafeString:
    href = f"{static('vendor/icons.svg')}#{name}"
    css = f"ds-icon {css}".strip()
    use = format_html('<use href="{}"/>', href)
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', css, label, use)
    return format_html('<svg class="{}" aria-hidden="true" focusable="false">{}</svg>', css, use)


@register.simple_tag
def initials(name: str, colour: str = "neutral") -> SafeString:
    """Draw a person's initials as a round mark; decorative, so the name must stand beside it."""
    parts = [part for part in str(name or "").split() if part[0].isalpha()]  # "(skyddad)" is no name
    letters = "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()
    return format_html('<span class="initials" data-color="{}" aria-hidden="true">{}</span>', colour, letters)


@register.simple_tag(takes_context=True)
def menu_item(
    context: template.Context, view: str, icon_name: str, text: str, count: int | None = None, also: str = ""
) -> SafeString:
    """Write one menu row, marked when its page (or a view name beginning with one of `also`) is shown.

    A view that does not exist gives no row, so a menu never leads nowhere.
    """
    try:
        url = reverse(view)
    except NoReverseMatch:
        return SafeString("")
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    current = here == view or any(here.startswith(prefix) for prefix in also.split())
    return format_html(
        '<li><a href="{}"{}>{}<span>{}</span>{}</a></li>',
        url,
        SafeString(' aria-current="page"') if current else "",
        icon(icon_name),
        text,
        format_html('<span class="count">{}</span>', count) if count else "",
    )


@register.simple_tag
def circle_lines(around: Sequence[Any]) -> SafeString:
    """Draw the lines of components/circle.html; decorative, as each unit says the same in words."""
    lines = []
    for place, unit in enumerate(around):
        angle = 2 * pi * place / len(around) - pi / 2
        ends = [f"{50 + far * turn(angle):.2f}" for far in (14, 30) for turn in (cos, sin)]
        shared = unit if isinstance(unit, dict) else vars(unit)
        lines.append((*ends, shared.get("colour", "neutral"), shared.get("state", "none")))
    return format_html(
        '<svg class="circle-lines" viewBox="0 0 100 100" aria-hidden="true">'
        '<circle cx="50" cy="50" r="38" class="circle-path"/>{}</svg>',
        format_html_join("", '<line x1="{}" y1="{}" x2="{}" y2="{}" data-color="{}" data-state="{}"/>', lines),
    )


def _local_day(value: date | datetime) -> date:
    """Give the calendar day where the reader is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value: Any) -> str:
    """Write a day as "24 november", with the year when it is not this year."""
    if not isinstance(value, date):
        return ""
    when = _local_day(value)
    if when.year == timezone.localdate().year:
        return date_format(when, pgettext("date format: day and month", "j F"))
    return date_format(when, pgettext("date format: day, month and year", "j F Y"))


@register.filter
def short_day(value: Any) -> str:
    """Write a day as "24 nov", "i dag", "i går" or "i morgon", with the year when it is not this year."""
    if not isinstance(value, date):
        return ""
    when, today = _local_day(value), timezone.localdate()
    near = {0: _("i dag"), -1: _("i går"), 1: _("i morgon")}.get((when - today).days)
    if near:
        return near
    if when.year == today.year:
        return date_format(when, pgettext("date format: day and short month", "j b"))
    return date_format(when, pgettext("date format: day, short month and year", "j b Y"))


@register.filter
def day_time(value: Any) -> str:
    """Write a moment as "24 nov 07:52", "i dag 07:52" or "i går 16:10"."""
    if not isinstance(value, datetime):
        return short_day(value)
    when = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{short_day(when)} {when:%H:%M}"


@register.filter
def clock(value: Any) -> str:
    """Write the time of day as "07:52"."""
    if not isinstance(value, datetime):
        return value.strftime("%H:%M") if hasattr(value, "strftime") else ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%H:%M}"


@register.filter
def week(value: Any) -> str:
    """Write the week of a day as "vecka 48"."""
    if not isinstance(value, date):
        return ""
    return _("vecka %(number)d") % {"number": _local_day(value).isocalendar().week}


@register.filter
def weekday(value: Any) -> str:
    """Write a day with its weekday: "tisdag 24 november"."""
    if not isinstance(value, date):
        return ""
    return f"{date_format(_local_day(value), 'l')} {day(value)}"


@register.filter
def class_words(name: Any) -> str:
    """Write a class or group so that it says what it is where no label stands: 5 becomes "klass 5", 3B stays 3B."""
    name = str(name or "")
    return _("klass %(number)s") % {"number": name} if name.isdecimal() else name


@register.filter
def unbroken(text: Any) -> SafeString:
    """Keep a day in figures (2026-11-25) and a case (K-0042) on one line: a browser breaks at hyphens."""
    parts = re.split(r"(\d{4}-\d{2}-\d{2}|\bK-[0-9A-Z]+)", str(text or ""))
    marked = (format_html('<span class="unbroken">{}</span>', part) if i % 2 else part for i, part in enumerate(parts))
    return format_html_join("", "{}", ((part,) for part in marked))


@register.filter
def possessive(name: Any) -> str:
    """Write whose: Ella becomes Ellas, Elias stays Elias (English: Ella's, Elias's)."""
    name = str(name or "")
    if name[-1:].lower() in ("s", "x", "z"):
        return pgettext("possessive of a name ending in s, x or z", "%(name)s") % {"name": name}
    return pgettext("possessive of a name", "%(name)ss") % {"name": name}
