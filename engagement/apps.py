from importlib import import_module

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from community.core.captcha import captcha_check


class EngagementConfig(AppConfig):
    name = "engagement"
    verbose_name = _("Engagement")

    def ready(self) -> None:
        checks.register(captcha_check, checks.Tags.security)
        # Models may be imported from here on; the modules make themselves known to the registries.
        import_module("engagement.polls.outbox")
        import_module("engagement.polls.seal_alarm")
        import_module("engagement.moments")
        import_module("engagement.polls.attention")
        import_module("engagement.polls.oembed")
        import_module("engagement.polls.pictures")
        import_module("engagement.polls.report.files")
        import_module("engagement.petitions.attention")
        import_module("engagement.petitions.oembed")
        import_module("engagement.petitions.personal_data")
        import_module("engagement.petitions.signer_letters")
        import_module("engagement.metrics")
        import_module("engagement.retention_jobs")
