"""Sessions: convened and held, with votes by name; and kept five years, whoever wants them gone."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from wagtail.models import Page, PageLogEntry

from community.core.local_time import day_text
from community.core.scheduling import REFUSED, scheduled_publish
from home.models import AgendaItem, HomePage, SectionPage, SessionFile, SessionIndexPage, SessionPage
from home.sessions.choices import SessionStatus, Vote
from home.sessions.lock import kept_until
from home.sessions.roll_call import roll_call
from tests.home.builders import make_act, make_acts, make_document, make_session, make_sessions, session_form
from tests.news.builders import kyiv

ROWS = [
    ["№", "Прізвище, ім’я", "Голос"],
    ["1", "Барвінчук Христина", "ЗА"],
    ["2", "Гречко Іларіон", "проти"],
    ["3", "Карпенчук Лідія", "утрималася"],
]
TABLE = "\n".join("\t".join(row) for row in ROWS)
TABLE_FOR_CSV = "\r\n".join(";".join(row) for row in [["Депутат", "Голос"], *(row[1:] for row in ROWS[1:])])
VIDEO = "https://www.youtube.com/watch?v=M7lc1UVf-VE"


@pytest.fixture
def sessions(home_page: HomePage) -> SessionIndexPage:
    section = home_page.add_child(instance=SectionPage(title="Влада", slug="vlada"))
    return make_sessions(section)


def add_url(index: SessionIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "sessionpage", index.pk])


def said(answer: Any) -> str:
    return unescape(answer.content.decode()).replace("\xa0", " ")


def question(title: str = "Про бюджет", **fields: Any) -> dict[str, Any]:
    return {"title": title, "act": "", "outcome": "", "votes_text": "", **fields}


# Writing and reading.


def test_an_editor_publishes_a_session_and_residents_see_who_voted_how(
    editor: Client, sessions: SessionIndexPage, home_page: HomePage
) -> None:
    act = make_act(make_acts(home_page), "Про бюджет", number="412")
    protocol = make_document()
    agenda = [question(act=act.pk, outcome="adopted", votes_text=TABLE), question("Різне")]
    data = session_form(agenda=agenda, files=[{"document": protocol.pk}], video_url=VIDEO)
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["home", "sessionpage", sessions.pk])
    assert editor.post(preview, data).json()["is_valid"] is True
    assert "Барвінчук Христина" in said(editor.get(preview))
    answer = editor.post(add_url(sessions), {**data, "action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    session = SessionPage.objects.get()
    page = said(Client().get(session.url))
    for words in (
        "Чергова сесія ради, 8 скликання, № 27",
        "24 вересня 2026, 10:00",
        "сесійна зала",
        "Відбулася",
        "Рішення ради № 412 від 24 вересня 2026",
        "Ухвалено",
        "Протокол",
        "Дивитися відео: Двадцять сьома сесія",
    ):
        assert words in page, words
    assert [(vote, number) for vote, number in session.agenda.first().votes.totals if number] == [
        (Vote.FOR, 1),
        (Vote.AGAINST, 1),
        (Vote.ABSTAINED, 1),
    ]
    assert '<th scope="row">Карпенчук Лідія</th><td class="vote vote--abstained">утримався</td>' in page
    assert "Двадцять сьома сесія" in said(Client().get(act.url))
    assert "Двадцять сьома сесія" in said(Client().get(sessions.url, {"year": "2026"}))
    assert Client().get(sessions.url, {"year": "1812"}).status_code == 404
    assert "Двадцять сьома сесія" in said(Client().get("/search/", {"q": "Різне"}))


def test_a_session_to_come_is_convened(editor: Client, sessions: SessionIndexPage) -> None:
    coming = session_form(starts_at=f"{timezone.localtime() + timedelta(days=9):%d.%m.%Y} 10:00")
    refused = editor.post(add_url(sessions), {**coming, "action-publish": "1"})
    assert "Ця сесія ще попереду" in said(refused)
    answer = editor.post(add_url(sessions), {**coming, "status": "convened", "action-publish": "1"})
    assert answer.status_code == 302
    assert "Скликано" in said(Client().get(sessions.url))


# Votes.


def workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    sheet = book.create_sheet(index=0)
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("golosy.csv", TABLE_FOR_CSV.encode("utf-8-sig")),
        ("golosy.csv", TABLE_FOR_CSV.encode("cp1251")),
        ("golosy.xlsx", workbook(ROWS)),
        ("golosy.xlsx", workbook([[1, *ROWS[1][1:]], [2.0, *ROWS[2][1:]], [], [3, *ROWS[3][1:]]])),
    ],
)
def test_a_file_is_read_as_a_pasted_table(
    editor: Client, sessions: SessionIndexPage, name: str, content: bytes
) -> None:
    data = session_form(agenda=[question()])
    data["agenda-0-votes_file"] = SimpleUploadedFile(name, content)
    answer = editor.post(add_url(sessions), {**data, "action-publish": "1"})
    assert answer.status_code == 302, [form.errors for form in answer.context["form"].formsets["agenda"]]
    assert [ballot.deputy for ballot in AgendaItem.objects.get().votes.ballots] == [
        "Барвінчук Христина",
        "Гречко Іларіон",
        "Карпенчук Лідія",
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("Барвінчук Х.\tза\nГречко І.\tможе", "Рядок 2, Гречко І.: «може» — невідомий голос."),
        ("Барвінчук Х.\tза\nГречко І.", "Рядок 2: потрібні ім’я та голос, а тут «Гречко І.»."),
        ("Барвінчук Х.\tза\n\nбарвінчук х.\tпроти", "Рядок 3: барвінчук х. уже є в рядку 1."),
        ("a\tb\tc\tза", "Рядок 1: потрібні ім’я та голос, а тут «a; b; c; за»."),
        (f"{'я' * 151}\tза", "Рядок 1: ім’я довше за 150 символів."),
        ("\n".join(f"Депутат {number}\tза" for number in range(301)), "У таблиці понад 300 рядків"),
        ("\n".join(f"Депутат {number}\tтак" for number in range(30)), "Так само — ще в стількох рядках: 22."),
    ],
)
def test_what_cannot_be_read_is_named_by_its_row_and_not_lost(
    editor: Client, sessions: SessionIndexPage, table: str, message: str
) -> None:
    data = session_form(agenda=[question(votes_text=table)])
    refused = editor.post(add_url(sessions), {**data, "action-publish": "1"})
    assert message in said(refused)
    assert table.splitlines()[-1] in said(refused)
    # A draft keeps it as it is, and shows what it can.
    assert editor.post(add_url(sessions), data).status_code == 302
    session = SessionPage.objects.get()
    assert session.agenda.get().votes_text.split() == table.split()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("golosy.csv", b"\xff\xfe\x98\x00", "Вміст файлу не відповідає формату CSV"),
        ("golosy.xlsx", b"PK\x03\x04 not a workbook", "Вміст файлу не відповідає формату XLSX"),
        ("golosy.pdf", b"%PDF-1.7", "Завантажте таблицю у форматі CSV або XLSX."),
        ("golosy.csv", b" ;\r\n", "Файл порожній."),
        ("golosy.csv", b"x" * 1_100_000, "Файл більший за 1 МБ"),
        ("golosy.csv", "Гречко І.;може".encode(), "Рядок 1, Гречко І.: «може» — невідомий голос."),
    ],
)
def test_a_file_that_is_no_table_of_votes_is_refused_in_words(
    editor: Client, sessions: SessionIndexPage, name: str, content: bytes, message: str
) -> None:
    data = session_form(agenda=[question()])
    data["agenda-0-votes_file"] = SimpleUploadedFile(name, content)
    assert message in said(editor.post(add_url(sessions), {**data, "action-publish": "1"}))


def test_a_file_does_not_overwrite_a_pasted_table(editor: Client, sessions: SessionIndexPage) -> None:
    data = session_form(agenda=[question(votes_text=TABLE)])
    data["agenda-0-votes_file"] = SimpleUploadedFile("golosy.csv", "Гречко І.;за".encode())
    refused = editor.post(add_url(sessions), {**data, "action-publish": "1"})
    assert "У полі вище вже є таблиця." in said(refused)


def test_canonical_votes_read_back_as_the_same() -> None:
    hostile = '"Лис; ""Рудий"""\tза\n=1+1\tпроти'
    read = roll_call(hostile.replace("\t", ";"))
    assert [ballot.deputy for ballot in read.ballots] == ['Лис; "Рудий"', "=1+1"]
    assert roll_call(read.text) == read


def test_votes_are_downloaded_with_formulas_made_harmless(client: Client, sessions: SessionIndexPage) -> None:
    session = make_session(sessions, "=Сесія")
    votes = '=HYPERLINK("http://evil.example")\tза\n@SUM(A1)\tпроти\n<script>x</script>\tвідсутній'
    session.agenda.add(AgendaItem(title="+Про бюджет", votes_text=votes))
    session.save()
    page = said(client.get(session.url))
    assert f"{session.url}holosuvannia/csv/" in page
    assert "<script>x" not in client.get(session.url).content.decode()
    answer = client.get(f"{session.url}holosuvannia/csv/")
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Номер", "Питання", "Депутат", "Голос"],
        ["1", "'+Про бюджет", '\'=HYPERLINK("http://evil.example")', "за"],
        ["1", "'+Про бюджет", "'@SUM(A1)", "проти"],
        ["1", "'+Про бюджет", "<script>x</script>", "відсутній"],
    ]


# The lock of five years.


def test_the_term_ends_with_the_day_five_years_later() -> None:
    assert kept_until(kyiv(2026, 9, 24, 10)) == datetime(2031, 9, 24, 20, 59, 59, 999999, tzinfo=UTC)
    assert day_text(kept_until(kyiv(2028, 2, 29))) == "1 березня 2033"


@pytest.mark.parametrize("way", ["delete", "unpublish"])
def test_the_editor_is_told_until_when_a_session_stays(editor: Client, sessions: SessionIndexPage, way: str) -> None:
    session = make_session(sessions)
    until = day_text(session.kept_until)
    answer = editor.post(reverse(f"wagtailadmin_pages:{way}", args=[session.pk]), follow=True)
    assert f"до {until} сторінку «Сесія 27» не можна ні видалити, ні зняти з сайту" in said(answer)
    assert Client().get(session.url).status_code == 200


def test_a_section_with_kept_sessions_cannot_be_deleted_or_emptied(editor: Client, sessions: SessionIndexPage) -> None:
    make_session(sessions, "Сесія 26"), make_session(sessions)
    section = sessions.get_parent()
    deleted = editor.post(reverse("wagtailadmin_pages:delete", args=[section.pk]), follow=True)
    assert "«Сесія 26», «Сесія 27»" in said(deleted)
    data = {"include_descendants": "on"}
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[sessions.pk]), data)
    assert SessionPage.objects.live().count() == 2


@pytest.mark.parametrize("way", ["delete", "unpublish"])
def test_bulk_actions_refuse_too(editor: Client, sessions: SessionIndexPage, way: str) -> None:
    kept = make_session(sessions)
    convened = make_session(sessions, "Сесія 28", status=SessionStatus.CONVENED)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", way])
    answer = editor.post(f"{address}?id={kept.pk}&id={convened.pk}", {"include_descendants": "on"}, follow=True)
    assert "закон № 3590-IX" in said(answer)
    assert SessionPage.objects.live().count() == 2
    editor.post(f"{address}?id={convened.pk}", {"include_descendants": "on"})
    assert SessionPage.objects.live().count() == 1


def test_a_session_does_not_expire_before_its_term(editor: Client, sessions: SessionIndexPage) -> None:
    data = session_form(go_live_at="", expire_at="01.01.2030 10:00", starts_at="24.09.2026 10:00")
    refused = editor.post(add_url(sessions), {**data, "action-publish": "1"})
    assert "раніше 24 вересня 2031" in said(refused)
    session = make_session(sessions)
    SessionPage.objects.filter(pk=session.pk).update(expire_at=timezone.now())
    scheduled_publish()
    assert Client().get(session.url).status_code == 200
    assert "закон № 3590-IX" in PageLogEntry.objects.get(action=REFUSED).data["reason"]


def test_an_editor_cannot_make_a_held_session_convened_or_take_its_video(
    editor: Client, sessions: SessionIndexPage
) -> None:
    protocol = make_document()
    session = make_session(sessions, video_url=VIDEO)
    session.files.add(SessionFile(document=protocol))
    session.save()
    edit = reverse("wagtailadmin_pages:edit", args=[session.pk])
    file = session.files.get()
    row = {"id": file.pk, "document": protocol.pk}

    def post(**fields: Any) -> str:
        data = session_form(
            slug=session.slug, starts_at=f"{timezone.localtime(session.starts_at):%d.%m.%Y %H:%M}", **fields
        )
        data["files-INITIAL_FORMS"] = 1
        return said(editor.post(edit, {**data, "action-publish": "1"}, follow=True))

    assert "не можна ні видалити, ні зняти" in post(status="convened", video_url=VIDEO, files=[row])
    assert "Відео сесії зберігають щонайменше 5 років" in post(files=[row])
    assert "Файли сесії зберігають щонайменше 5 років" in post(video_url=VIDEO, files=[{**row, "DELETE": "1"}])
    assert SessionFile.objects.exists()
    post(video_url="https://vimeo.com/76979871", files=[row], title="Сесія з новим відео")
    session.refresh_from_db()
    assert (session.title, session.video_url) == ("Сесія з новим відео", "https://vimeo.com/76979871")
    with pytest.raises(ProtectedError):
        protocol.delete()


Act = Callable[[SessionPage], Any]
BY_CODE: dict[str, Act] = {
    "delete": lambda session: session.delete(),
    "delete by query": lambda session: Page.objects.filter(pk=session.pk).delete(),
    "delete the section": lambda session: session.get_parent().get_parent().delete(),
    "unpublish": lambda session: session.unpublish(),
    "convene": lambda session: save(session, status=SessionStatus.CONVENED),
    "date back": lambda session: save(session, starts_at=kyiv(2015, 1, 1)),
    "delete a file": lambda session: session.files.get().delete(),
    "take the video": lambda session: save(session, video_url=""),
}
BY_DATABASE: dict[str, Act] = {
    "hide": lambda session: Page.objects.filter(pk=session.pk).update(live=False),
    "end the term": lambda session: SessionPage.objects.filter(pk=session.pk).update(kept_until=None),
    "shorten the term": lambda session: SessionPage.objects.filter(pk=session.pk).update(kept_until=kyiv(2026, 1, 1)),
    "take the video": lambda session: SessionPage.objects.filter(pk=session.pk).update(video_url=""),
    "delete the row": lambda session: execute("DELETE FROM home_sessionpage WHERE page_ptr_id = %s", session.pk),
    "delete a file": lambda session: execute("DELETE FROM home_sessionfile WHERE session_id = %s", session.pk),
}


def save(session: SessionPage, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(session, name, value)
    session.save()


def execute(statement: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])


def with_file(sessions: SessionIndexPage, **fields: Any) -> SessionPage:
    session = make_session(sessions, video_url=VIDEO, **fields)
    session.files.add(SessionFile(document=make_document()))
    session.save()
    return session


@pytest.mark.parametrize("way", BY_CODE)
def test_code_cannot_take_a_kept_session_away(sessions: SessionIndexPage, way: str) -> None:
    session = with_file(sessions)
    with pytest.raises(ValidationError, match="3590-IX"), transaction.atomic():
        BY_CODE[way](session)


@pytest.mark.parametrize("way", BY_DATABASE)
def test_the_database_refuses_whatever_code_writes(sessions: SessionIndexPage, way: str) -> None:
    session = with_file(sessions)
    with pytest.raises(IntegrityError, match="five years"), transaction.atomic():
        BY_DATABASE[way](session)


def test_after_five_years_and_before_it_is_held_a_session_may_go(sessions: SessionIndexPage) -> None:
    old = with_file(sessions, starts_at=timezone.now() - timedelta(days=5 * 366 + 1))
    old.unpublish()
    old.delete()
    make_session(sessions, status=SessionStatus.CONVENED).delete()
    make_session(sessions, live=False).delete()
    kept = with_file(sessions)
    with time_machine.travel(kept_until(kept.starts_at) + timedelta(seconds=1)):
        assert not SessionPage.objects.kept().exists()
    assert list(SessionPage.objects.all()) == [kept]
