"""Addresses below /kabinet/dvoetapnyi-vkhid/, under the names by which allauth finds them. Nothing here may be kept."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.decorators.cache import never_cache

urlpatterns = [
    path("", never_cache(base.index), name="mfa_index"),
    path("kod/", never_cache(base.authenticate), name="mfa_authenticate"),
    path("pidtverdzhennia/", never_cache(base.reauthenticate), name="mfa_reauthenticate"),
    path("uvimknennia/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("vymknennia/", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("zapasni-kody/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("zapasni-kody/novi/", never_cache(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("zapasni-kody/fail/", never_cache(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
