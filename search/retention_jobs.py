from django.utils.translation import gettext_lazy as _

from community.core.retention import RetentionJob, register_retention
from search.reporting import reports_due, reports_forget

register_retention(
    RetentionJob(key="search-reports", title=_("Questions to the search"), due=reports_due, erase=reports_forget)
)
