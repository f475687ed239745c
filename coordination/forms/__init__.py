"""What is typed about a meeting."""

from coordination.forms.meetings import AnswerForm, BookForm, ChangeForm, InterpreterForm, NotedForm
from coordination.forms.parts import PartForm

__all__ = ["AnswerForm", "BookForm", "ChangeForm", "InterpreterForm", "NotedForm", "PartForm"]
