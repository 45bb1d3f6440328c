"""A branch of the tree gets another address: what its editor waits for does not grow with the pages below.

Wagtail rewrites the address of each page below and makes a redirect for each, both before it answers. Here one row
(:class:`FormerAddress`) leads on from all old addresses, and the pages below are rewritten by a task. Until then new
addresses work, because pages are found by the tree, and links that still say the old ones lead on.
"""

from django.db import transaction
from django.db.models import F, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.dispatch import Signal
from django.http import HttpRequest
from wagtail.models import Page, Site

from community.core.models import FormerAddress
from community.core.models.former_address import LONGEST, tree_url_path
from community.core.page_routing import route_below

# Pages rewritten in one transaction.
BATCH = 1000
# More steps than this are a circle of renamings.
HOPS = 10

# Sent with ``page`` once all pages below it say their new addresses.
branch_settled = Signal()


def address_now(request: HttpRequest, path: str) -> str | None:
    """Where the page that was once found at ``path`` is now; None unless something is there.

    What comes below the page's address goes with it: a page, a feed, a view of its own.
    """
    site = Site.find_for_request(request)
    if site is None or "\0" in path:
        return None
    root = site.root_page.url_path
    former = f"{root}{path.strip('/')}/"
    for _hop in range(HOPS):
        found = _nearest(former)
        if found is None:
            return None
        below = former[len(found.url_path) :]
        latter = tree_url_path(found.page) + below
        if latter == former or not latter.startswith(root):
            return None
        if route_below(request, found.page, below):
            return f"/{latter.removeprefix(root)}"
        former = latter
    return None


def _nearest(url_path: str) -> FormerAddress | None:
    """The longest former address that ``url_path`` begins with."""
    ends = [place + 1 for place, sign in enumerate(url_path) if sign == "/" and 0 < place < LONGEST]
    beginnings = FormerAddress.objects.filter(url_path__in=[url_path[:end] for end in ends])
    nearest: FormerAddress | None = beginnings.select_related("page").order_by("url_path").last()
    return nearest


def branches_settle() -> int:
    """Write the addresses below every renamed page that waits; how many pages were written.

    By the tree and not by what is written, so that it may be cut off anywhere, run twice, or meet another renaming.
    """
    written = 0
    for row in FormerAddress.objects.filter(is_due=True).select_related("page").order_by("changed_at"):
        written += branch_settle(row.page)
        # Renamed again meanwhile, it stays due.
        FormerAddress.objects.filter(pk=row.pk, changed_at=row.changed_at).update(is_due=False)
        branch_settled.send(sender=Page, page=row.page)
    return written


def branch_settle(top: Page) -> int:
    """Make what is written of the pages below ``top`` agree with the tree, parents before children, in batches."""
    parents = Page.objects.filter(path__startswith=top.path, numchild__gt=0).order_by("depth", "path")
    return sum(_children_settle(path, depth) for path, depth in list(parents.values_list("path", "depth")))


def _children_settle(path: str, depth: int) -> int:
    # Read by the statement that writes, so that a parent renamed a moment ago counts.
    parent = Subquery(Page.objects.filter(path=path).values("url_path")[:1])
    right = Concat(parent, F("slug"), Value("/"), output_field=TextField())
    children = Page.objects.filter(path__startswith=path, depth=depth + 1)
    written, after = 0, path
    while batch := list(children.filter(path__gt=after).order_by("path").values_list("path", flat=True)[:BATCH]):
        with transaction.atomic():
            within = children.filter(path__gte=batch[0], path__lte=batch[-1])
            written += within.exclude(url_path=right).update(url_path=right)
        after = batch[-1]
    return written
