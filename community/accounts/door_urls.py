"""Addresses at which Wagtail would sign people in by itself. Stand before Wagtail's own, so these answer."""

from allauth.account import views as allauth_views
from django.urls import path

from community.accounts.views.doors import admin_door, no_door, page_door, recovery_door

urlpatterns = [
    path("admin/login/", admin_door),
    path("admin/logout/", allauth_views.logout),
    path("admin/password_reset/", recovery_door),
    path("admin/password_reset/<path:rest>", recovery_door),
    path("_util/login/", page_door),
    path("_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/", no_door),
    path("documents/authenticate_with_password/<int:restriction_id>/", no_door),
]
