from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page

LONGEST = 2000


class FormerAddressManager(models.Manager["FormerAddress"]):
    def leave(self, page: Page, url_paths: set[str], *, is_due: bool) -> None:
        """Lead whoever comes by one of ``url_paths``, or to anything below it, to ``page`` and below."""
        now_at = tree_url_path(page)
        self.filter(url_path=now_at, is_due=False).delete()
        for url_path in sorted(url_paths):
            if url_path != now_at and len(url_path) <= LONGEST:
                values = {"page_id": page.pk, "changed_at": timezone.now(), "is_due": is_due}
                self.update_or_create(url_path=url_path, defaults=values)


class FormerAddress(models.Model):
    """Where a page was before it moved or was renamed, and with it all that lies below: one row leads them all on."""

    # As Wagtail's ``url_path``: from the root of the tree, with a slash at the end.
    url_path = models.CharField(max_length=LONGEST, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    # Until the addresses that Wagtail keeps of the pages below are written anew.
    is_due = models.BooleanField(default=False)

    # A page is not "used" by where it once was.
    wagtail_reference_index_ignore = True
    objects: Any = FormerAddressManager()

    class Meta:
        indexes = [models.Index(fields=["changed_at"], condition=models.Q(is_due=True), name="former_address_due")]

    def __str__(self) -> str:
        return self.url_path


def tree_url_path(page: Page) -> str:
    """The address of ``page`` by the tree, which is right even while what is written in pages is not."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("path").values_list("slug", flat=True)
    return "/" + "".join(f"{slug}/" for slug in [*above, page.slug])
