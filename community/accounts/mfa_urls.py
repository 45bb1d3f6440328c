"""Addresses below /kabinet/dvoetapnyi-vkhid/, under the names by which allauth finds them."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from community.accounts.views.pages import account_page, writing

new_codes = account_page(writing(codes.generate_recovery_codes))

urlpatterns = [
    path("", account_page(base.index), name="mfa_index"),
    path("kod/", account_page(base.authenticate), name="mfa_authenticate"),
    path("pidtverdzhennia/", account_page(base.reauthenticate), name="mfa_reauthenticate"),
    path("uvimknennia/", account_page(writing(totp.activate_totp)), name="mfa_activate_totp"),
    path("vymknennia/", account_page(writing(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path("zapasni-kody/", account_page(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("zapasni-kody/novi/", new_codes, name="mfa_generate_recovery_codes"),
    path("zapasni-kody/fail/", account_page(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
