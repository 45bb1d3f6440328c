from django.utils.translation import gettext_lazy as _

from community.accounts.selectors import accounts_to_purge
from community.accounts.services import unproven_accounts_purge
from community.accounts.session_services import sessions_clear, sessions_over
from community.core.retention import RetentionJob, register_retention

register_retention(
    RetentionJob(
        key="unproven-accounts-purge",
        title=_("Accounts nobody confirmed"),
        due=lambda: accounts_to_purge().count(),
        erase=unproven_accounts_purge,
    )
)
register_retention(
    RetentionJob(
        key="sessions-clear",
        title=_("Sessions that ended"),
        due=lambda: sessions_over().count(),
        erase=sessions_clear,
    )
)
