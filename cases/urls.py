"""Addresses of signals, cases, notes and families."""

from django.urls import path

from cases import views

app_name = "cases"

CONCERN = [
    path("concerns/new/", views.new_concern, name="new_concern"),
    path("concerns/new/<uuid:flow>/", views.concern_question, name="concern_question"),
    path("concerns/new/<uuid:flow>/child/", views.concern_step, {"step": "child"}, name="concern_child"),
    path("concerns/new/<uuid:flow>/seen/", views.concern_step, {"step": "seen"}, name="concern_seen"),
    path("concerns/new/<uuid:flow>/told/", views.concern_step, {"step": "told"}, name="concern_told"),
    path("concerns/new/<uuid:flow>/check/", views.concern_check, name="concern_check"),
    path("concerns/<uuid:concern>/receipt/", views.concern_receipt, name="concern_receipt"),
    path("concerns/<uuid:concern>/", views.concern, name="concern"),
]

SIGNALS = [
    path("signals/", views.signals, name="signals"),
    path("signals/changed/<slug:mark>/", views.signals_changed, name="signals_changed"),
    path("signals/<uuid:signal>/", views.signal, name="signal"),
    path("signals/<uuid:signal>/answer/", views.answer_signal, name="answer_signal"),
    path("signals/<uuid:signal>/outside/", views.signal_outside, name="signal_outside"),
]

CASES = [
    path("children/", views.children, name="children"),
    path("search/", views.search, name="search"),
    path("cases/new/", views.start, name="start"),
    path("cases/new/<uuid:flow>/", views.start_question, name="start_question"),
    path("cases/new/<uuid:flow>/child/", views.start_child, name="start_child"),
    path("cases/<str:reference>/decision/", views.decide, name="decide"),
    path("cases/<str:reference>/close/", views.close, name="close"),
    path("cases/<str:reference>/people/", views.people, name="assign"),
    path("cases/<str:reference>/people/add/", views.assign, name="assign_worker"),
    path("cases/<str:reference>/people/lead/", views.change_lead, name="change_lead"),
    path("cases/<str:reference>/people/me/", views.take_part, name="take_part"),
    path("cases/<str:reference>/people/<uuid:assignment>/end/", views.end_assignment, name="end_assignment"),
]

WRITTEN = [
    path("cases/<str:reference>/notes/call/", views.log_call, name="call"),
    path("cases/<str:reference>/notes/<uuid:record>/before/", views.history, name="history"),
    path("cases/<str:reference>/family/", views.family, name="family"),
    path("cases/<str:reference>/family/<uuid:relative>/", views.relative, name="relative"),
    path("cases/<str:reference>/child/", views.child, name="child"),
    path("cases/<str:reference>/identity/", views.identity, name="identity"),
    path("cases/<str:reference>/protect/", views.protect, name="protect"),
    path("cases/<str:reference>/protected-name/", views.protected_name, name="protected_name"),
]

urlpatterns = [*CONCERN, *SIGNALS, *CASES, *WRITTEN]
