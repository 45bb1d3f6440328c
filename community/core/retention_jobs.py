from django.utils.translation import gettext_lazy as _

from community.core.exports.making import export_jobs_due, export_jobs_erase
from community.core.retention import RetentionJob, register_retention

register_retention(
    RetentionJob(
        key="exports-erase",
        title=_("Files of exports"),
        due=lambda: export_jobs_due().count(),
        erase=export_jobs_erase,
    )
)
