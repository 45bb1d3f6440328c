from django.utils.translation import gettext_lazy as _

from community.core.retention import RetentionJob, register_retention
from community.messaging.retention import messages_erase, messages_to_erase

register_retention(
    RetentionJob(
        key="messages-erase",
        title=_("Recipients and contents of messages"),
        due=lambda: messages_to_erase().count(),
        erase=messages_erase,
    )
)
