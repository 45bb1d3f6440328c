from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from home.models.preview_link import PreviewLink
from home.preview_links.forms import AnswerForm


@dataclass(frozen=True)
class DraftStrip:
    """What stands above and under a draft that is shown by a link."""

    link: PreviewLink
    draft: Page
    form: AnswerForm

    @property
    def saved_at(self) -> datetime:
        """When the version on the screen was saved."""
        return saved_at(self.link.page)

    @property
    def is_published(self) -> bool:
        """Whether residents read this very version already."""
        return bool(self.link.page.live and not self.link.page.has_unpublished_changes)

    @property
    def public_url(self) -> str:
        """Where residents read the page, if they do."""
        return (self.link.page.full_url or "") if self.link.page.live else ""


def saved_at(page: Page) -> datetime:
    """When the newest version of ``page`` was saved."""
    moment: datetime | None = page.latest_revision_created_at
    return moment or page.last_published_at or timezone.now()
