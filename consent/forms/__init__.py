"""What is typed about consents, invitations and sharing."""

from consent.forms.asking import MayIShareForm
from consent.forms.changing import AnswerForm, WithdrawForm
from consent.forms.circle import AcceptForm, ContactForm, DeclineForm, HandoverForm, InviteForm, JournalForm, ShareForm
from consent.forms.by_law import ByLawForm, NotNowForm, ReasonForm
from consent.forms.giving import GiveForm
from consent.forms.spoken import SpokenForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "ByLawForm",
    "ContactForm",
    "DeclineForm",
    "GiveForm",
    "HandoverForm",
    "InviteForm",
    "JournalForm",
    "MayIShareForm",
    "NotNowForm",
    "ReasonForm",
    "ShareForm",
    "SpokenForm",
    "WithdrawForm",
]
