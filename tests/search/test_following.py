"""What is published is found at once; what is not public is in no result, no excerpt and no suggestion."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from openpyxl import Workbook
from wagtail.models import PageViewRestriction

from community.core.models import CommunityDocument
from community.core.pdf.paper import Paper
from engagement.models import PetitionIndexPage, PollIndexPage
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from search.models import SearchEntry, VocabularyTerm
from search.services import documents_index, subtree_index
from search.sources.files import file_text
from tests.engagement.petitions.builders import published_petition
from tests.engagement.polls.builders import poll_make
from tests.news.builders import make_article, make_private
from tests.search.test_search import ask, found


def test_a_draft_of_a_published_article_stays_a_draft(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index, title="Ярмарок меду", lead="На площі.")
    article.lead = "Таємний план."
    revision = article.save_revision()
    assert found(ask(client, q="таємний")) == []
    assert found(ask(client, q="ярмарку")) == ["Ярмарок меду"]
    revision.publish()
    page = ask(client, q="таємного плану")
    assert found(page) == ["Ярмарок меду"]
    assert "<mark>Таємний</mark> <mark>план</mark>." in page


def test_nothing_of_a_branch_that_becomes_private_is_told(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Секретний звіт", lead="Про бюджет.")
    make_private(news_index)
    assert found(ask(client, q="секретний")) == []
    assert "Секретний" not in ask(client, q="секртний")
    assert client.get("/search/suggest/", {"q": "секр"}).json()[1] == []
    subtree_index(path=news_index.path)
    assert not SearchEntry.objects.filter(title="Секретний звіт").exists()
    PageViewRestriction.objects.all().delete()
    subtree_index(path=news_index.path)
    assert found(ask(client, q="секретного звіту")) == ["Секретний звіт"]


def test_words_of_a_private_page_never_become_words_of_the_site(client: Client, news_index: NewsIndexPage) -> None:
    make_private(news_index)
    make_article(news_index, title="Криптовалютний гаманець")
    assert not VocabularyTerm.objects.filter(term__startswith="криптовалют").exists()


def test_deleted_page_takes_its_entry_along(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index, title="Ярмарок меду")
    article.delete()
    assert found(ask(client, q="ярмарок")) == []
    assert not SearchEntry.objects.filter(kind="news").exists()


def test_petitions_and_polls_are_found_below_their_pages(client: Client, home_page: HomePage) -> None:
    home_page.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))
    home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia"))
    petition, poll = published_petition(), poll_make()
    page = ask(client, q=petition.title)
    assert petition.title in found(page)
    assert f'href="{petition.get_url()}"' in page
    assert f'href="{poll.get_url()}"' in ask(client, q=poll.question)


def test_document_is_found_by_its_text_while_a_public_page_links_to_it(client: Client, home_page: HomePage) -> None:
    document = store("План заходів", "plan.docx", docx("Облаштування велодоріжки на набережній."))
    documents_index(document_ids=[document.pk])
    assert found(ask(client, q="велодоріжки")) == []
    body = [("paragraph", f'<p><a linktype="document" id="{document.pk}">Файл</a></p>')]
    page = home_page.add_child(instance=StandardPage(title="Плани", slug="plany", body=body))
    documents_index(document_ids=[document.pk])
    answer = ask(client, q="облаштувати велодоріжку")
    assert found(answer) == ["План заходів"]
    assert f'href="{document.url}"' in answer
    page.unpublish()
    assert found(ask(client, q="велодоріжки")) == []


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx", "a.pdf"])
def test_text_of_each_format_is_read(db: None, name: str) -> None:
    content = {"a.docx": docx, "a.odt": odt, "a.xlsx": xlsx, "a.pdf": pdf}[name]("Кошторис ремонту школи")
    assert "Кошторис ремонту школи" in file_text(store("Файл", name, content))


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx", "a.pdf"])
def test_damaged_and_hostile_files_have_no_text(db: None, name: str) -> None:
    assert file_text(store("Файл", name, b"%PDF-1.7 \x00 not really")) == ""
    bomb = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert file_text(store("Файл", "b.docx", packed("word/document.xml", bomb))) == ""


def test_rebuilding_finds_what_was_lost_and_drops_what_is_gone(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Ярмарок меду")
    SearchEntry.objects.all().delete()
    VocabularyTerm.objects.create(term="зайве")
    call_command("rebuild_search", verbosity=0)
    assert found(ask(client, q="ярмарку")) == ["Ярмарок меду"]
    assert not VocabularyTerm.objects.filter(term="зайве").exists()


def store(title: str, name: str, content: bytes) -> CommunityDocument:
    return CommunityDocument.objects.create(title=title, file=ContentFile(content, name=name), file_size=len(content))


def packed(part: str, text: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, text)
    return file.getvalue()


def docx(text: str) -> bytes:
    return packed("word/document.xml", f'<w:d xmlns:w="w"><w:p><w:t>{text}</w:t></w:p></w:d>')


def odt(text: str) -> bytes:
    return packed("content.xml", f'<t:d xmlns:t="t"><t:p>{text}</t:p></t:d>')


def xlsx(text: str) -> bytes:
    book, file = Workbook(), BytesIO()
    sheet: Any = book.active
    sheet.append([text, 100])
    book.save(file)
    return file.getvalue()


def pdf(text: str) -> bytes:
    paper = Paper(title=text, community="Громада")
    paper.add_page()
    paper.paragraph(text)
    return bytes(paper.output())
