"""Every night the site follows its own links; who may mend a page sees which of them lead nowhere."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.core.models import CommunityDocument
from engagement.models import PollIndexPage
from home.models import BrokenLink, HomePage, StandardPage
from home.tasks import pages_look_over
from tests.engagement.polls.builders import poll_make
from tests.home.emergency.conftest import who


def page_link(pk: int, words: str) -> str:
    return f'<p>Див. <a linktype="page" id="{pk}">{words}</a> і <a href="https://example.org/">деінде</a>.</p>'


def report() -> list[str]:
    pages_look_over()
    return [f"{link.page.title}: {link.place}: {link}" for link in BrokenLink.objects.select_related("page")]


@pytest.fixture
def target(home_page: HomePage) -> StandardPage:
    return home_page.add_child(instance=StandardPage(title="Правила", slug="pravyla"))


@pytest.fixture
def page(home_page: HomePage, target: StandardPage, add_document: Callable[..., CommunityDocument]) -> StandardPage:
    """A page with every kind of link."""
    document, gone = add_document("Рішення"), add_document("Додаток")
    body = [
        ("paragraph", page_link(target.pk, "правила")),
        ("callout", {"kind": "info", "text": f'<p><a linktype="document" id="{gone.pk}">додаток</a></p>'}),
        ("document", {"document": document}),
        ("poll", {"poll": poll_make()}),
    ]
    return home_page.add_child(instance=StandardPage(title="Послуги", slug="posluhy", body=body))


def test_links_that_work_are_not_reported(page: StandardPage, home_page: HomePage) -> None:
    assert report() == []


def test_what_is_gone_is_found_wherever_it_stands(page: StandardPage, target: StandardPage) -> None:
    target.unpublish()
    CommunityDocument.objects.all().delete()
    assert report() == [
        "Послуги: текст → Текст із заголовками: Сторінка «правила» — не опубліковано",
        "Послуги: текст → Врізка: Документ «додаток» — видалено",
        "Послуги: текст → Документ: Документ — видалено",
    ]
    target.delete()
    assert report()[0] == "Послуги: текст → Текст із заголовками: Сторінка «правила» — видалено"


def test_fields_of_text_and_lists_of_links_are_read_too(home_page: HomePage, target: StandardPage) -> None:
    intro = page_link(target.pk, "тут")
    home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia", intro=intro))
    home_page.quick_links = [("link", {"title": "Правила", "page": target})]
    home_page.save()
    target.unpublish()
    assert report() == [
        "Зарічанська громада: що можна зробити → Посилання: Сторінка «Правила» — не опубліковано",
        "Опитування: вступ: Сторінка «тут» — не опубліковано",
    ]


def test_a_page_nobody_sees_is_not_reported_and_a_mended_one_leaves(page: StandardPage, target: StandardPage) -> None:
    target.unpublish()
    assert len(report()) == 1
    page.unpublish()
    assert report() == []
    page.save_revision().publish()
    target.save_revision().publish()
    assert report() == []


def test_the_report_leads_to_the_editor_of_the_page(
    page: StandardPage, target: StandardPage, editor: Client, author: Client, officer: Client
) -> None:
    target.unpublish()
    pages_look_over()
    shown = editor.get(reverse("care:links")).content.decode()
    assert "Сторінка «правила» — не опубліковано" in shown
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown
    assert reverse("care:links") in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Усі посилання, які ви можете виправити" in author.get(reverse("care:links")).content.decode()
    StandardPage.objects.filter(pk=page.pk).update(owner=who(author))
    assert "Сторінка «правила»" in author.get(reverse("care:links")).content.decode()
    assert officer.get(reverse("care:links")).status_code == 302
    assert reverse("care:links") not in officer.get(reverse("wagtailadmin_home")).content.decode()


def test_the_look_does_not_ask_more_for_more_pages(
    page: StandardPage, home_page: HomePage, target: StandardPage
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            pages_look_over()
        return len(captured)

    pages_look_over()
    target.unpublish()
    few = asked()
    for number in range(10):
        body = [("paragraph", page_link(target.pk, "правила"))]
        home_page.add_child(instance=StandardPage(title=f"Сторінка {number}", slug=f"s{number}", body=body))
    pages_look_over()
    assert asked() == few
    assert BrokenLink.objects.count() == 11
