"""Form rendering, and the fields and widgets that every Kring form is built from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

TEXT_LENGTH = 20_000
DAY_REACH = 25  # years back and ahead
TOO_LONG = _("Texten får ha högst %(limit_value)d tecken. Nu har den %(show_value)d.")
FAR_AWAY = _("Dagen ligger för långt bort. Kontrollera året.")
BAD_CHARACTER = _("Texten innehåller ett osynligt tecken som inte kan sparas. Skriv om den delen.")


class KringBoundField(BoundField):
    """A field on its way to the page, with Designsystemet's class and the writer's own direction of text."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the class that styles the widget; aria-invalid and aria-describedby come from Django."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if isinstance(widget, forms.HiddenInput):
            return attrs
        given = attrs.get("class", widget.attrs.get("class", ""))
        attrs["class"] = f"{given} ds-input".strip()
        if isinstance(widget, (forms.Textarea, forms.TextInput)) and "dir" not in widget.attrs:
            attrs.setdefault("dir", "auto")  # Arabic is written from the right without anybody choosing it
        return attrs

    @property
    def is_group(self) -> bool:
        """Whether the field is several inputs under one legend."""
        return bool(self.field.widget.use_fieldset)

    @property
    def error_target(self) -> str:
        """The id that the error summary leads to: the first input of a group, else the input itself."""
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label


class Renderer(TemplatesSetting):
    """Kring's FORM_RENDERER: our own templates for forms and field groups."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = KringBoundField


class _Cards:
    """Choices as cards to tap, each with an optional line of help under its label."""

    template_name = "forms/choices.html"
    option_template_name = "forms/choice.html"

    def __init__(self, *args: Any, helps: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helps = helps or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the option its line of help."""
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["help"] = self.helps.get(str(value), "")
        return option


class RadioCards(_Cards, forms.RadioSelect):
    """One of a few choices."""


class CheckboxCards(_Cards, forms.CheckboxSelectMultiple):
    """Any of a few choices."""


class DayInput(forms.DateInput):
    """The browser's own date picker, which always speaks ISO dates whatever the page's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, at most 25 years back or ahead: the year 1 and the year 9999 are slips, and no clock can count there."""

    widget = DayInput
    default_error_messages = {"required": _("Välj en dag.")}

    def validate(self, value: Any) -> None:
        """Refuse a day out of reach."""
        super().validate(value)
        if value and abs(value.year - localdate().year) > DAY_REACH:
            raise ValidationError(FAR_AWAY, code="far_away")


class ClockInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class _Written(forms.CharField):
    """Text kept as written (emoji, Arabic, accents), but without characters a database must refuse."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"max_length": TOO_LONG, "null_characters_not_allowed": BAD_CHARACTER}
        kwargs["error_messages"] = messages | (kwargs.get("error_messages") or {})
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        """Refuse control characters and broken halves of characters."""
        super().validate(value)
        for character in value or "":
            if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs"):
                raise ValidationError(BAD_CHARACTER, code="control_character")


class LineField(_Written):
    """One line of text: a name, a place, a title."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Make pasted line breaks into spaces, as the browser does."""
        text = super().to_python(value)
        return re.sub(r"[\r\n\t]+", " ", text) if isinstance(text, str) else text


class TextField(_Written):
    """Longer text in a box that grows with what is written."""

    def __init__(self, *, max_length: int = TEXT_LENGTH, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Count a line break as one character, whatever the browser sent."""
        text = super().to_python(value)
        return re.sub(r"\r\n?", "\n", text) if isinstance(text, str) else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out maxlength: it silently cuts what is pasted, where a message would keep it."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
