"""What is seen of the day, the child's page, the unit and who has read."""

from coordination.queries.agreed import AgreedPage, agreed_page
from coordination.queries.case import CasePage, Doorway, LostPage, case_page, timeline_page
from coordination.queries.childs_log import ChildsLog, childs_log
from coordination.queries.due import Digest, digests
from coordination.queries.paper import plan_paper
from coordination.queries.plan import GivingPage, MeasurePage, PlanPage, giving_page, measure_page, plan_page
from coordination.queries.pulse import holds, pulse
from coordination.queries.readers import readers
from coordination.queries.seen import Seen, seen_now
from coordination.queries.today import today
from coordination.queries.unit import unit_page

__all__ = [
    "AgreedPage",
    "CasePage",
    "ChildsLog",
    "Digest",
    "Doorway",
    "GivingPage",
    "LostPage",
    "MeasurePage",
    "PlanPage",
    "Seen",
    "agreed_page",
    "case_page",
    "childs_log",
    "digests",
    "giving_page",
    "holds",
    "measure_page",
    "plan_page",
    "plan_paper",
    "pulse",
    "readers",
    "seen_now",
    "timeline_page",
    "today",
    "unit_page",
]
