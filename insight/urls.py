"""Where the numbers are."""

from django.urls import path

from insight import views

app_name = "insight"
urlpatterns = [path("counts/", views.counts, name="counts")]
