from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.rich_text import RichText
from wagtail.search import index

from community.core.models import BasePage
from community.core.text.transliteration import slugify_ukrainian
from home.blocks import QuestionGroupBlock

ANCHOR_LENGTH = 60


@dataclass(frozen=True)
class Question:
    """A question with its answer and the address within the page that leads to it."""

    text: str
    answer: RichText
    anchor: str


@dataclass(frozen=True)
class QuestionGroup:
    """Questions on one subject."""

    title: str
    questions: list[Question]


class FaqPage(BasePage):
    """Questions that residents ask again and again, answered once; each answer has an address to send to somebody."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    groups = StreamField([("group", QuestionGroupBlock())], verbose_name=_("questions and answers"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("groups")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("groups")]

    template = "pages/faq_page.html"
    page_description = _("Frequent questions with answers, in groups.")

    class Meta:
        verbose_name = _("questions and answers")
        verbose_name_plural = _("pages of questions and answers")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def question_groups(self) -> list[QuestionGroup]:
        """What the page shows: of two questions alike, each still has an address of its own."""
        taken: set[str] = set()
        return [
            QuestionGroup(block.value["title"], list(_questions(block.value["questions"], taken)))
            for block in self.groups
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = self.question_groups()
        return context

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Answers are parts of the page, so that they can be read in one go.
    subpage_types: list[str] = []


def _questions(values: Any, taken: set[str]) -> Iterator[Question]:
    for value in values:
        anchor = _anchor(value["question"] or "", taken)
        taken.add(anchor)
        yield Question(value["question"] or "", value["answer"], anchor)


def _anchor(text: str, taken: set[str]) -> str:
    """The question in Latin letters, numbered where another one has the same."""
    base = slugify_ukrainian(text)[:ANCHOR_LENGTH].strip("-")
    anchor, number = base, 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    return anchor
