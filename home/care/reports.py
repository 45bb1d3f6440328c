"""Three lists of the menu «Звіти»: what of the site's pages waits for somebody's hand."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.permissions import policy_registry

from community.core.local_time import day_text
from community.core.models import CommunityImage
from home.care.selectors import broken_links, cares_for_pages, pages_to_review, pictures_without_words
from home.models.care import BrokenLink


class CareReport(BaseListingView):
    """A list for whoever edits pages or answers for one; each sees what they may mend."""

    paginate_by = 50
    template_name = "home/care/report.html"
    results_template_name = "home/care/report_results.html"
    explanation: Any = ""
    nothing: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        return cares_for_pages(self.request.user)


def edit_page(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


class ReviewedColumn(Column):
    """A button that says a page is right as it stands."""

    cell_template_name = "home/care/reviewed_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(parent_context["request"])}


class ReviewReport(CareReport):
    page_title = _("Pages due for review")
    header_icon = "calendar-check"
    index_url_name = "care:review"
    explanation = _(
        "Read the page as a resident would: are the names, phones, hours and rules still right? Mend what is not, or "
        "press “Reviewed”, and the site will ask again in a year."
    )
    nothing = _("No page is due for review now.")
    columns = [
        TitleColumn("title", label=_("Page"), accessor="page.title", get_url=lambda care: edit_page(care.page_id)),
        Column("steward", label=_("Answers for it"), accessor=lambda care: name_of(care.steward)),
        Column("review_on", label=_("Review was due"), accessor=lambda care: day_text(care.review_on)),
        ReviewedColumn("reviewed", label=""),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        due = pages_to_review(self.request.user).select_related("page", "steward")
        return due.filter(steward=self.request.user.pk) if self.request.GET.get("mine") else due


class BrokenLinksReport(CareReport):
    page_title = _("Links that lead nowhere")
    header_icon = "link"
    index_url_name = "care:links"
    explanation = _(
        "Links of published pages to pages, documents, pictures and polls that were deleted or are not published. The "
        "site looks for them every night: what you mend leaves the list by tomorrow."
    )
    nothing = _("Every link that you may mend leads where it should.")
    columns = [
        TitleColumn("page", label=_("Page"), accessor="page.title", get_url=lambda link: edit_page(link.page_id)),
        Column("place", label=_("Where on the page")),
        Column("what", label=_("What is broken"), accessor=str),
    ]

    def get_queryset(self) -> QuerySet[BrokenLink]:
        return broken_links(self.request.user).select_related("page")


class PicturesReport(CareReport):
    page_title = _("Pictures without a description")
    header_icon = "image"
    index_url_name = "care:pictures"
    explanation = _(
        "Pictures of published pages whose description in the library is empty. Say in a sentence what a picture "
        "shows: whoever does not see it will hear these words, and they are offered wherever it is used again."
    )
    nothing = _("Every picture on the site is described.")
    columns = [
        TitleColumn("title", label=_("Picture"), get_url=lambda image: reverse("wagtailimages:edit", args=[image.pk])),
        Column("added", label=_("Added"), accessor=lambda image: day_text(image.created_at)),
    ]

    def is_allowed(self) -> bool:
        policy = policy_registry.get_by_type(CommunityImage)
        return bool(policy.user_has_any_permission(self.request.user, ["add", "change"]))

    def get_queryset(self) -> QuerySet[CommunityImage]:
        return pictures_without_words(self.request.user)


def name_of(user: Any) -> str:
    """A person as colleagues call them."""
    return (user.get_full_name() or user.get_username()) if user else "—"
