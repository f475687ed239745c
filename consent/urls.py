"""Where consents, the circle and sharing are found."""

from django.urls import path

from consent import views

app_name = "consent"
urlpatterns = [
    path("may-i-share/", views.may_i_share, name="may_i_share"),
    path("emergency/", views.emergency, name="emergency"),
    path("emergency/<uuid:opening>/", views.opening, name="opening"),
    path("emergency/<uuid:opening>/holds/", views.emergency_holds, name="emergency_holds"),
    path("emergency/<uuid:opening>/end/", views.end_opening, name="end_opening"),
    path("emergency/<uuid:opening>/review/", views.review_opening, name="review_opening"),
    path("registry/", views.registry, name="registry"),
    path("registry/<uuid:production>/", views.document, name="document"),
    path("registry/<uuid:production>/text/", views.document_text, name="document_text"),
    path("cases/<str:reference>/consent/", views.consents, name="consents"),
    path("cases/<str:reference>/consent/new/", views.give, name="give"),
    path("cases/<str:reference>/consent/lines/", views.lines, name="lines"),
    path("cases/<str:reference>/consent/paper/", views.paper, name="paper"),
    path("consents/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("consents/<uuid:pk>/decide/", views.decide, name="decide"),
    path("consents/<uuid:pk>/renew/", views.renew, name="renew"),
    path("consents/<uuid:pk>/rely/", views.rely, name="rely"),
    path("answers/<uuid:pk>/", views.answer, name="answer"),
    path("answers/<uuid:pk>/text/", views.answer_text, name="answer_text"),
    path("cases/<str:reference>/circle/", views.circle, name="circle"),
    path("cases/<str:reference>/circle/<uuid:unit>/invite/", views.invite, name="invite"),
    path("cases/<str:reference>/circle/<uuid:unit>/note/", views.note, name="note"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<uuid:pk>/", views.invitation, name="invitation"),
    path("invitations/<uuid:pk>/decline/", views.decline, name="decline"),
    path("cases/<str:reference>/notes/<uuid:pk>/share/", views.share, name="share"),
    path("cases/<str:reference>/notes/<uuid:pk>/law/", views.by_law, name="by_law"),
    path("cases/<str:reference>/notes/<uuid:pk>/not-now/", views.not_now, name="not_now"),
    path("look-again/<uuid:pk>/", views.look_again, name="look_again"),
    path("look-again/<uuid:pk>/away/", views.put_away, name="put_away"),
    path("cases/<str:reference>/notes/<uuid:pk>/journal/", views.journal, name="journal"),
    path("cases/<str:reference>/notes/new/", views.write, name="write"),
    path("cases/<str:reference>/notes/receivers/", views.receivers, name="receivers"),
    path("cases/<str:reference>/notes/<uuid:record>/", views.correct, name="correct"),
    path("cases/<str:reference>/spoken/", views.spoken, name="spoken"),
    path("cases/<str:reference>/handover/", views.handover, name="handover"),
    path("handovers/<uuid:pk>/", views.answer_handover, name="answer_handover"),
    path("handovers/<uuid:pk>/back/", views.take_back_handover, name="take_back_handover"),
]
