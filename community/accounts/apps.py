from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from community.accounts.staff_sessions import sign_in_noted


class AccountsConfig(AppConfig):
    name = "community.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        user_logged_in.connect(sign_in_noted)
        # Models may be imported from here on; these make themselves known to the outbox and to the own page.
        import_module("community.accounts.letters")
        import_module("community.accounts.personal_data")
