"""Signing in, one's own account, and who works where."""

from django.urls import path

from agencies.views import account, hours, people, protected, review, samples, signin, stand_in

app_name = "agencies"

urlpatterns = [
    # Signing in, the lock, one's own account.
    path("sign-in/", signin.sign_in, name="sign_in"),
    path("sign-out/", signin.sign_out, name="sign_out"),
    path("assignment/", signin.begin, name="begin"),
    path("switch/", signin.switch, name="switch"),
    path("lock/", signin.lock, name="lock"),
    path("unlock/", signin.unlock, name="unlock"),
    path("alive/", signin.alive, name="alive"),
    path("password/", account.forgotten, name="forgotten"),
    path("account/<str:uid>/<str:token>/", account.choose_password, name="choose_password"),
    # People and units, stand-ins, the log.
    path("people/", people.people, name="people"),
    path("people/changes/", people.changes, name="changes"),
    path("people/invite/", people.invite, name="invite"),
    path("people/units/add/", people.add_unit, name="add_unit"),
    path("people/units/<uuid:unit>/", people.change_unit, name="change_unit"),
    path("people/agencies/add/", people.add_agency, name="add_agency"),
    path("people/<uuid:worker>/", people.person, name="person"),
    path("people/<uuid:worker>/details/", people.change_worker, name="change_worker"),
    path("people/<uuid:worker>/invite/", people.invite_again, name="invite_again"),
    path("people/<uuid:worker>/assignment/", people.give_membership, name="give_membership"),
    path("assignments/<uuid:membership>/roles/", people.change_roles, name="change_roles"),
    path("assignments/<uuid:membership>/extend/", people.extend_membership, name="extend_membership"),
    path("assignments/<uuid:membership>/end/", people.end_membership, name="end_membership"),
    path("assignments/<uuid:membership>/protected/", protected.give_protected_right, name="give_protected_right"),
    path("protected-rights/<uuid:right>/end/", protected.end_protected_right, name="end_protected_right"),
    path("hours/", hours.hours, name="hours"),
    path("stand-in/", stand_in.stand_in, name="stand_in"),
    path("stand-in/<uuid:standing>/end/", stand_in.end_stand_in, name="end_stand_in"),
    path("logs/", review.review, name="review"),
    path("logs/samples/", samples.samples, name="samples"),
    path("logs/samples/<uuid:pk>/", samples.sample, name="sample"),
    path("logs/passed/<uuid:pk>/", samples.passed, name="passed"),
]
