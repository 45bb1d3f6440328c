from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "community.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        # Models may be imported from here on; the modules hear when a page is published.
        import_module("community.core.stewardship")
        import_module("community.core.media.ordering")
        import_module("community.core.page_cache.noticing").watch()
        import_module("community.core.health.checks")
        import_module("community.core.health.request_ids")
        import_module("community.core.retention_jobs")
        if settings.SENTRY_DSN:
            import_module("community.core.health.sentry").sentry_start()
        import_module("community.core.branch_following")
