from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        # Models may be imported from here on; the modules make themselves known to the registries.
        import_module("news.moments")
        import_module("news.oembed")
        import_module("news.digest.letters")
        import_module("news.digest.personal_data")
        import_module("news.pictures")
        import_module("news.retention_jobs")
