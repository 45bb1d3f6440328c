from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # Models may be imported from here on; the modules make themselves known to signals and registries.
        import_module("search.following")
        import_module("search.attention")
        import_module("search.retention_jobs")
