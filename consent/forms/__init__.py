"""What is typed about consents, invitations and sharing."""

from consent.forms.asking import MayIShareForm
from consent.forms.by_law import ByLawForm, NotNowForm, ReasonForm
from consent.forms.changing import AnswerForm, WithdrawForm
from consent.forms.circle import AcceptForm, ContactForm, DeclineForm, HandoverForm, InviteForm, JournalForm, ShareForm
from consent.forms.deciding import DecideForm
from consent.forms.emergency import OpenForm, ReviewForm
from consent.forms.giving import GiveForm
from consent.forms.registry import ProduceForm, SeekForm
from consent.forms.renewing import RenewForm
from consent.forms.scan import ScanForm
from consent.forms.spoken import SpokenForm
from consent.forms.withheld import WithholdForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "ByLawForm",
    "ContactForm",
    "DecideForm",
    "DeclineForm",
    "GiveForm",
    "HandoverForm",
    "InviteForm",
    "JournalForm",
    "MayIShareForm",
    "NotNowForm",
    "OpenForm",
    "ProduceForm",
    "ReasonForm",
    "RenewForm",
    "ReviewForm",
    "ScanForm",
    "SeekForm",
    "ShareForm",
    "SpokenForm",
    "WithdrawForm",
    "WithholdForm",
]
