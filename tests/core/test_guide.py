"""The guide cannot go stale: what it names is on screens, where it leads is there, each of the staff can read it."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real
from markdown_it.token import Token
from wagtail.admin.menu import help_menu

from community.accounts.roles import REVIEW, ROLES, Role
from community.core.guide.rendering import MARKDOWN, inline, page_render
from community.core.guide.shelf import GUIDE, PICTURES, GuidePage, guide_contents, guide_page, guide_pages
from news.patterns import patterns
from tests.conftest import SignIn

pytestmark = pytest.mark.any_engine

PAGES = guide_pages()
# Pages of roles use bold for what matters; pages of the guide for what stands on the screen.
TASKS = [page for page in PAGES if page.path.parent == GUIDE]
PICTURE_BYTES, ALL_PICTURES_BYTES = 60 * 1024, 1024 * 1024
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def name_of(page: GuidePage) -> str:
    return page.name or "contents"


class Reader(HTMLParser):
    """Collects where a page leads, what its pictures are, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: dict[str, str] = {}
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(values["href"])
        if tag == "img":
            self.pictures[values["src"]] = values["alt"]
        if "id" in values:
            self.anchors.add(values["id"])


@cache
def read(page: GuidePage) -> Reader:
    reader = Reader()
    reader.feed(page_render(page).html)
    return reader


@cache
def said_on_screens() -> set[str]:
    """What the interface says in Ukrainian, in small letters."""
    said = {pattern.label for pattern in patterns().values()} | {REVIEW}
    for catalogue in (trans_real.translation("uk"), trans_real.DjangoTranslation("uk", domain="djangojs")):
        texts: dict[object, object] = {}
        # Of several layers the first one speaks.
        for layer in reversed(catalogue._catalog._catalogs):  # type: ignore[attr-defined]  # of Django's own reading
            texts |= layer
        said |= {text for text in texts.values() if isinstance(text, str)}
    return {text.lower() for text in said}


@cache
def said_with_gaps() -> list[re.Pattern[str]]:
    """Such as «Додати: …»; what is nothing but a gap says nothing."""
    gaps = [text for text in said_on_screens() if re.search(r"\w{3}", PLACEHOLDER.sub("", text)) and "%" in text]
    return [re.compile("(.+)".join(map(re.escape, PLACEHOLDER.split(text)))) for text in gaps]


def is_said(name: str) -> bool:
    """Whether ``name`` stands on a screen; what fills a gap must stand on one too."""
    small = name.lower()
    found = (pattern.fullmatch(small) for pattern in said_with_gaps())
    return small in said_on_screens() or any(match and all(map(is_said, match.groups())) for match in found)


def named(tokens: list[Token]) -> Iterator[str]:
    """What the text says in bold."""
    children = list(inline(tokens))
    for place, token in enumerate(children):
        if token.type == "strong_open":
            yield children[place + 1].content


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_page_is_written_for_a_reader_in_a_hurry(page: GuidePage) -> None:
    assert page.text.startswith("# ")
    assert len(page.text.splitlines()) <= 120
    assert re.search(r"<p>\w", page_render(page).html)


@pytest.mark.parametrize("page", TASKS, ids=name_of)
def test_what_is_in_bold_stands_on_a_screen(page: GuidePage) -> None:
    assert [name for name in named(MARKDOWN.parse(page.text)) if not is_said(name)] == []


def test_the_reader_of_names_knows_screens_from_inventions() -> None:
    tokens = MARKDOWN.parse("Натисніть **Опублікувати**, потім **Оприлюднювати швидко**.")
    names = list(named(tokens))
    assert names == ["Опублікувати", "Оприлюднювати швидко"]
    assert [is_said(name) for name in names] == [True, False]
    assert is_said(f"Надіслати до процесу «{REVIEW}»")
    assert not is_said("Надіслати до архіву")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_page_and_a_part_of_it(page: GuidePage) -> None:
    known = {other.url: read(other).anchors for other in PAGES}
    for link in read(page).links:
        url, _, anchor = link.partition("#")
        anchors = known[url] if url else read(page).anchors
        assert not anchor or unquote(anchor) in anchors, link


def test_a_link_off_the_guide_or_to_no_picture_is_noticed() -> None:
    path = GUIDE / "unwritten.md"
    for text in ("[код](../features/roles.md)", "![схема](pictures/nema.webp)"):
        page = GuidePage("unwritten", path)
        page.__dict__["text"] = f"# Назва\n\n{text}"
        with pytest.raises(ValueError, match="unwritten"):
            page_render(page)


def test_the_contents_lead_to_every_page_of_a_task() -> None:
    assert {page.url for page in TASKS[1:]} <= set(read(guide_contents()).links)


def test_every_picture_is_used_described_and_small() -> None:
    shown = {source: alt for page in PAGES for source, alt in read(page).pictures.items()}
    files = list(PICTURES.iterdir())
    assert set(shown) == {reverse("guide:picture", args=[file.name]) for file in files}
    assert all(len(alt) > 10 for alt in shown.values())
    assert [file.name for file in files if file.stat().st_size > PICTURE_BYTES] == []
    assert sum(file.stat().st_size for file in files) <= ALL_PICTURES_BYTES


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_each_of_the_staff_finds_and_reads_it(role: Role, sign_in: SignIn) -> None:
    client = sign_in(role)
    home = client.get(reverse("wagtailadmin_home"))
    offered = {str(item.label): str(item.url) for item in help_menu.menu_items_for_request(home.wsgi_request)}
    assert offered["Посібник редактора"] == guide_contents().url
    assert "Довідник редактора" not in offered
    page = guide_page("news")
    assert page
    answer = client.get(page.url)
    assert "Написати" in answer.content.decode()
    picture = client.get(next(iter(read(page).pictures)))
    assert picture.headers["Content-Type"] == "image/webp"
    assert b"".join(picture)[8:12] == b"WEBP"


def test_every_page_opens_to_staff(author: Client) -> None:
    for page in PAGES:
        answer = author.get(page.url)
        assert answer.status_code == 200, page.name
        assert page.title in answer.content.decode()


def test_nobody_else_reads_it(client: Client, db: None) -> None:
    for page in PAGES:
        assert client.get(page.url).status_code == 302
        for picture in read(page).pictures:
            assert client.get(picture).status_code == 302


def test_what_is_no_page_is_not_found(author: Client) -> None:
    for name in ("nema", "roles/nema", "../decisions/README", "roles/../../SECURITY", "README", "roles"):
        assert author.get(f"/admin/guide/{name}/").status_code == 404, name


def test_what_is_no_picture_is_not_found(author: Client) -> None:
    for name in ("nema.webp", "..%2Fnews.md", "news.md"):
        assert author.get(f"/admin/guide/pictures/{name}", follow=True).status_code == 404
