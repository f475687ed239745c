"""Which part answers which address. (/health is answered before any of these: config/health.py.)"""

from django.conf import settings
from django.urls import include, path

from agencies.views.signin import language

urlpatterns = [
    path("language/", language, name="set_language"),
    path("", include("coordination.urls")),
    path("", include("agencies.urls")),
    path("", include("cases.urls")),
    path("", include("access.urls")),
    path("", include("consent.urls")),
    path("", include("insight.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("config.demo")))
