"""The editors' list of the pages below a page: as quick below a hundred thousand as below ten."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.query import PageQuerySet

# Pages below one page that are shown at once, to be dragged into order; longer lists come page by page.
ORDERED_BY_HAND = 200
# Whoever may do any of this with a page sees all that lies below it, by Wagtail's rules of permissions.
RIGHTS_THAT_SHOW = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


class PageExplorerView(ExplorableIndexView):
    """Wagtail asks of every single page whether the user may see it, counts them all, and shows all to be ordered."""

    @cached_property
    def show_ordering_column(self) -> bool:
        return bool(super().show_ordering_column) and self.parent_page.numchild <= ORDERED_BY_HAND

    @cached_property
    def shows_all_children(self) -> bool:
        """Whether the list is every page below this one, so that neither rights nor words choose among them."""
        return (
            not self.is_searching
            and not self.is_filtering
            and not hooks.get_hooks("construct_explorer_page_queryset")
            and self.permission_policy.user_has_any_permission_for_instance(
                self.request.user, RIGHTS_THAT_SHOW, self.parent_page
            )
        )

    def get_base_queryset(self) -> PageQuerySet:
        if not self.shows_all_children:
            return super().get_base_queryset()
        return self.annotate_queryset(self.model._default_manager.child_of(self.parent_page))

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        paginator: Paginator = super().get_paginator(*args, **kwargs)
        if self.shows_all_children:
            # The tree keeps it; over the name of the class's own property.
            paginator.__dict__["count"] = self.parent_page.numchild
        return paginator
