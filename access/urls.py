"""Addresses of what every form shares."""

from django.urls import path

from access import views

app_name = "access"
urlpatterns = [
    path("drafts/", views.draft, name="draft"),
    path("drafts/<uuid:draft>/again/", views.again, name="again"),
    path("drafts/<uuid:draft>/discard/", views.discard, name="discard"),
]
