"""What is typed about a meeting."""

from coordination.forms.meetings import AnswerForm, BookForm, ChangeForm

__all__ = ["AnswerForm", "BookForm", "ChangeForm"]
