"""Where the day, the child's page and the unit's are found."""

from django.urls import path, register_converter

from coordination.views import case, guest, meetings, plans, seeing, today, unit


class Reference:
    """A case's reference, so that no other word after /cases/ is taken for one."""

    regex = "K-[0-9A-Za-z]{4,10}"

    def to_python(self, value: str) -> str:
        """Keep it as it stands."""
        return value

    to_url = to_python


register_converter(Reference, "reference")

app_name = "coordination"
urlpatterns = [
    path("", today.today, name="today"),
    path("unit/", unit.unit, name="unit"),
    path("cases/<reference:reference>/", case.case, name="case"),
    path("cases/<reference:reference>/timeline/", case.timeline, name="timeline"),
    path("cases/<reference:reference>/readers/", case.readers, name="readers"),
    path("cases/<reference:reference>/readers/paper/", case.childs_log, name="childs_log"),
    path("cases/<reference:reference>/pulse/", case.pulse, name="pulse"),
    path("cases/<reference:reference>/holds/", case.holds, name="holds"),
    path("cases/<reference:reference>/meetings/new/", meetings.book, name="book"),
    path("cases/<reference:reference>/meetings/busy/", meetings.hints, name="hints"),
    path("cases/<reference:reference>/plan/", plans.plan, name="plan"),
    path("cases/<reference:reference>/plan/paper/", plans.paper, name="paper"),
    path("cases/<reference:reference>/as/<uuid:unit>/", seeing.see_as, name="see_as"),
    path("cases/<reference:reference>/notes/as/", seeing.see_writing, name="see_writing"),
    path("cases/<reference:reference>/notes/<uuid:pk>/as/", seeing.see_sharing, name="see_sharing"),
    path(
        "cases/<reference:reference>/notes/<uuid:record>/correction/as/", seeing.see_correcting, name="see_correcting"
    ),
    path("cases/<reference:reference>/consent/as/", seeing.see_giving, name="see_giving"),
    path("consents/<uuid:pk>/as/", seeing.see_withdrawing, name="see_withdrawing"),
    path("measures/<uuid:pk>/", plans.measure, name="measure"),
    path("measures/<uuid:pk>/give/", plans.give, name="give_measure"),
    path("meetings/<uuid:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:pk>/agreed/", plans.agree, name="agree"),
    path("meetings/<uuid:pk>/change/", meetings.change, name="change_meeting"),
    path("meetings/<uuid:pk>/cancel/", meetings.cancel, name="cancel_meeting"),
    path("meetings/<uuid:pk>/take/", meetings.take, name="take_meeting"),
    path("meetings/<uuid:pk>/interpreter/", meetings.interpreter, name="interpreter"),
    path("meetings/<uuid:pk>/answer/", meetings.answer, name="answer_meeting"),
    path("meetings/invitations/<uuid:pk>/", meetings.note, name="note_answer"),
    path("meetings/invitations/<uuid:pk>/part/", meetings.part, name="invite_to_part"),
    path("meetings/invitations/<uuid:pk>/revoke/", meetings.revoke, name="revoke_invitation"),
    path("meetings/invitations/<uuid:pk>/paper/", meetings.paper, name="paper_invitation"),
    path("i/<str:token>/", guest.guest, name="guest"),
]
