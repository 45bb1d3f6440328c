from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site tree")

    def ready(self) -> None:
        # Models may be imported from here on; the modules make themselves known to the registries.
        import_module("home.forms.export")
        import_module("home.forms.personal_data")
        import_module("home.emergency.attention")
        import_module("home.emergency.moments")
        import_module("home.care.attention")
        import_module("home.directory.pictures")
        import_module("home.retention_jobs")
