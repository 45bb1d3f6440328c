from django.utils.translation import gettext_lazy as _

from community.core.retention import RetentionJob, register_retention
from home.forms.retention import form_answers_forget
from home.models import PreviewLink
from home.preview_links.services import preview_links_purge

register_retention(
    RetentionJob(
        key="form-answers-retention",
        title=_("Forms residents sent"),
        due=lambda: sum(line.answers for line in form_answers_forget(dry_run=True)),
        erase=lambda: sum(line.answers for line in form_answers_forget()),
    )
)
register_retention(
    RetentionJob(
        key="preview-links-purge",
        title=_("Links to drafts, with answers"),
        due=lambda: PreviewLink.objects.outlived().count(),
        erase=preview_links_purge,
    )
)
