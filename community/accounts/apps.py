from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "community.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        # Models may be imported from here on; these make themselves known to the outbox, the own page and sign-ins.
        import_module("community.accounts.encrypted_data")
        import_module("community.accounts.export_letters")
        import_module("community.accounts.letters")
        import_module("community.accounts.personal_data")
        import_module("community.accounts.receivers")
        import_module("community.accounts.retention_jobs")
