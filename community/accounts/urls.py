"""Addresses below /kabinet/. Names that begin with ``account_`` are those by which allauth finds its own pages."""

from allauth.account import views as allauth_views
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from community.accounts.views import cabinet, entrance, sessions
from community.accounts.views.pages import View, account_page, writing
from community.accounts.views.unsubscribe import unsubscribe


def page(address: str, view: View, name: str) -> URLPattern:
    """An address of a page of an account."""
    return path(address, account_page(view), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    page("", cabinet.CabinetView.as_view(), "cabinet"),
    page("dani/", cabinet.ProfileView.as_view(), "profile"),
    page("dani/zavantazhyty/", cabinet.DownloadView.as_view(), "personal_data_download"),
    page("vidpyska/<str:token>/", unsubscribe, "unsubscribe"),
    page("vkhody/", sessions.SessionsView.as_view(), "sessions"),
    page("vydalennia/", cabinet.DeletionView.as_view(), "account_delete"),
    page("vydaleno/", cabinet.DeletedView.as_view(), "account_deleted"),
    path("dvoetapnyi-vkhid/", include("community.accounts.mfa_urls")),
    page("vkhid/", allauth_views.login, "account_login"),
    page("vykhid/", allauth_views.logout, "account_logout"),
    page("nediisnyi/", allauth_views.account_inactive, "account_inactive"),
    page("reiestratsiia/", entrance.RegistrationView.as_view(), "account_signup"),
    page("pidtverdzhennia/", allauth_views.reauthenticate, "account_reauthenticate"),
    page("poshta/", cabinet.EmailChangeView.as_view(), "account_email"),
    page("poshta/lyst/", allauth_views.email_verification_sent, "account_email_verification_sent"),
    page("poshta/<str:key>/", writing(entrance.AddressConfirmView.as_view()), "account_confirm_email"),
    page("telefon/", allauth_views.change_phone, "account_change_phone"),
    page("telefon/kod/", writing(allauth_views.verify_phone), "account_verify_phone"),
    page("parol/", writing(allauth_views.password_change), "account_change_password"),
    # Who has no password gets one as who forgot it.
    path("parol/novyi/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
    page("vidnovlennia/", allauth_views.password_reset, "account_reset_password"),
    page("vidnovlennia/lyst/", allauth_views.password_reset_done, "account_reset_password_done"),
    page("vidnovlennia/hotovo/", allauth_views.password_reset_from_key_done, "account_reset_password_from_key_done"),
    re_path(
        r"^vidnovlennia/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_page(writing(allauth_views.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
]
