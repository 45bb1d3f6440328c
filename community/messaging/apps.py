from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "community.messaging"
    label = "messaging"
    verbose_name = _("Messaging")

    def ready(self) -> None:
        # Models may be imported from here on; these make themselves known to the admin's home page and to watchers.
        import_module("community.messaging.attention")
        import_module("community.messaging.health")
        import_module("community.messaging.encrypted_data")
        import_module("community.messaging.retention_jobs")
