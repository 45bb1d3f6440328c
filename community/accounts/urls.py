"""Addresses below /kabinet/. Names that begin with ``account_`` are those by which allauth finds its own pages."""

from allauth.account import views as allauth_views
from django.urls import include, path

from community.accounts.views.cabinet import cabinet

urlpatterns = [
    path("", cabinet, name="cabinet"),
    path("dvoetapnyi-vkhid/", include("community.accounts.mfa_urls")),
    path("vkhid/", allauth_views.login, name="account_login"),
    path("vykhid/", allauth_views.logout, name="account_logout"),
    path("nediisnyi/", allauth_views.account_inactive, name="account_inactive"),
    path("reiestratsiia/", allauth_views.signup, name="account_signup"),
    path("pidtverdzhennia/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("poshta/", allauth_views.email, name="account_email"),
    path("poshta/lyst/", allauth_views.email_verification_sent, name="account_email_verification_sent"),
    path("poshta/<str:key>/", allauth_views.confirm_email, name="account_confirm_email"),
    path("telefon/", allauth_views.change_phone, name="account_change_phone"),
    path("telefon/kod/", allauth_views.verify_phone, name="account_verify_phone"),
    path("parol/", allauth_views.password_change, name="account_change_password"),
    path("parol/novyi/", allauth_views.password_set, name="account_set_password"),
    path("vidnovlennia/", allauth_views.password_reset, name="account_reset_password"),
    path("vidnovlennia/lyst/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path(
        "vidnovlennia/hotovo/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "vidnovlennia/<str:uidb36>-<str:key>/",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
