"""What staff see and take away of a vote, and what nobody may put together."""

import csv
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, ReferenceIndex

from community.accounts.models import User
from community.core.masking import mask_email
from engagement.models import Vote, VoteChoice
from engagement.models.poll import ResultsPromise
from engagement.polls.report.votes import vote_rows
from tests.registers.builders import make_poll, make_vote, make_votes, table_rows

PARTICIPATION = "registers_participation_modeladmin_index"
CHOICES = "registers_choices_modeladmin_index"
KYIV_EVENING = datetime(2026, 11, 10, 21, 30, tzinfo=UTC)


def text_of(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def workbook_rows(client: Client, register: str, **query: str) -> list[tuple[Any, ...]]:
    response = client.get(reverse(register), {**query, "export": "xlsx"})
    book = load_workbook(BytesIO(b"".join(response)))
    assert not any(cell.data_type == "f" for row in book.worksheets[0].iter_rows() for cell in row)
    return list(book.worksheets[0].iter_rows(values_only=True))


def csv_rows(client: Client, register: str, **query: str) -> list[list[str]]:
    response = client.get(reverse(register), {**query, "export": "csv"})
    return list(csv.reader(StringIO(b"".join(response).decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def counted(db: Any) -> Vote:
    """In a poll whose results nobody saw while it ran, so that times may be shown in full."""
    poll = make_poll(promise=ResultsPromise.AFTER_CLOSE, closed=True)
    return make_vote(poll, "olena.petrenko@ukr.net", "На площі", when=KYIV_EVENING)


def test_staff_export_the_register_and_the_file_read_back_holds_the_vote(officer: Client, counted: Vote) -> None:
    heading, row = workbook_rows(officer, PARTICIPATION)
    assert heading == ("Опитування", "Електронна пошта", "Стан", "Проголосовано", "Підтверджено", "Скасовано")
    assert row[:3] == ("Де ставити лавки?", "o•••@ukr.net", "враховано")
    assert row[4] == datetime(2026, 11, 10, 23, 30)  # noqa: DTZ001 - a workbook holds Kyiv time without a zone


def test_the_same_in_csv(officer: Client, counted: Vote) -> None:
    _heading, row = csv_rows(officer, PARTICIPATION)
    assert row[:3] == ["Де ставити лавки?", "o•••@ukr.net", "враховано"]
    assert row[4] == "10.11.2026 23:30:00"


def test_a_hostile_question_is_text_in_both_files(officer: Client, db: Any) -> None:
    make_vote(make_poll('=HYPERLINK("https://evil.example";"тут")'), "a@ukr.net")
    assert csv_rows(officer, PARTICIPATION)[1][0].startswith("'=HYPERLINK")
    assert workbook_rows(officer, PARTICIPATION)[1][0].startswith("=HYPERLINK")


def test_the_list_is_in_ukrainian_and_masks_addresses(officer: Client, counted: Vote) -> None:
    page = text_of(officer, reverse(PARTICIPATION))
    for words in ("Участь", "o•••@ukr.net", "Де ставити лавки?", "враховано", "1 запис", "Завантажити XLSX"):
        assert words in page
    assert "olena.petrenko" not in page


def test_the_choice_is_nowhere_in_participation(officer: Client, counted: Vote) -> None:
    pages = [
        text_of(officer, reverse(PARTICIPATION)),
        str(csv_rows(officer, PARTICIPATION)),
        str(workbook_rows(officer, PARTICIPATION)),
    ]
    assert not any("На площі" in page for page in pages)


def test_nothing_of_the_person_is_among_choices(officer: Client, counted: Vote) -> None:
    pages = [
        text_of(officer, reverse(CHOICES)),
        str(csv_rows(officer, CHOICES)),
        str(workbook_rows(officer, CHOICES)),
    ]
    for page in pages:
        assert "На площі" in page
        assert "ukr.net" not in page
        assert "23:30" not in page
        assert str(counted.reference) not in page
        assert str(counted.receipt_hash) not in page
    assert "data-object-pk" not in pages[0]


@pytest.mark.parametrize(
    "field",
    [
        "choices__option",
        "choices__option__text",
        "voter_key",
        "email__startswith",
        "network",
        "created_at__gte",
        "flag_reason",
    ],
)
def test_participation_cannot_be_narrowed_by_what_it_does_not_show(officer: Client, counted: Vote, field: str) -> None:
    value = str(VoteChoice.objects.get().option_id) if field == "choices__option" else "o"
    response = officer.get(reverse(PARTICIPATION), {field: value}, follow=True)
    assert response.redirect_chain == [(reverse(PARTICIPATION), 302)]
    assert "Такий фільтр тут неможливий" in response.content.decode()
    export = officer.get(reverse(PARTICIPATION), {field: value, "export": "csv"})
    assert export.status_code == 302


@pytest.mark.parametrize("field", ["id", "email", "confirmed_at__gte", "reference", "settlement", "choices__option"])
def test_choices_cannot_be_narrowed_by_the_person(officer: Client, counted: Vote, field: str) -> None:
    response = officer.get(reverse(CHOICES), {field: counted.pk})
    assert (response.status_code, response["Location"]) == (302, reverse(CHOICES))


def test_no_column_sorts_choices_into_the_order_of_voting(officer: Client, db: Any) -> None:
    poll = make_poll()
    for number in range(6):
        make_vote(poll, f"p{number}@ukr.net", "На площі" if number % 2 else "У парку", when=KYIV_EVENING)
    expected = csv_rows(officer, CHOICES)
    assert sorted(row[1] for row in expected[1:]) == ["На площі"] * 3 + ["У парку"] * 3
    for order in ("0", "-0", "1", "2", "-2", "5", "x"):
        assert csv_rows(officer, CHOICES, o=order) == expected


def test_the_rows_of_no_two_lists_stand_in_one_order(officer: Client, db: Any) -> None:
    poll = make_poll(promise=ResultsPromise.AFTER_CLOSE, closed=True)
    poll_votes = [
        make_vote(poll, f"p{number}@{number}.ua", "На площі" if number % 2 else "У парку", when=KYIV_EVENING)
        for number in range(40)
    ]
    listed = [row[1] for row in csv_rows(officer, PARTICIPATION)[1:]]
    votes = list(vote_rows([poll.pk]))
    addresses = [mask_email(vote.email) for vote in votes]
    receipts = [vote.receipt_hash or "" for vote in votes]
    assert sorted(listed) == sorted(addresses)
    for order in (addresses, addresses[::-1], [mask_email(vote.email) for vote in poll_votes]):
        assert listed != order
    assert receipts != sorted(receipts)
    assert [vote.pk for vote in votes] != sorted(vote.pk for vote in votes)


def test_people_who_voted_alike_on_one_day_are_not_given_away(officer: Client, db: Any) -> None:
    poll = make_poll()
    make_votes(poll, [f"a{n}@ukr.net" for n in range(7)], when=KYIV_EVENING)
    make_votes(poll, [f"b{n}@ukr.net" for n in range(6)], "На площі", when=KYIV_EVENING - timedelta(days=1))
    assert "09.11.2026" in str(csv_rows(officer, PARTICIPATION))
    for page in (text_of(officer, reverse(CHOICES)), str(csv_rows(officer, CHOICES)[1:])):
        assert "На площі" in page
        assert "09.11" not in page
        assert "10.11" not in page
    assert {row[2] for row in workbook_rows(officer, CHOICES)[1:]} == {"приховано"}


def test_day_and_settlement_stand_where_five_votes_that_differ_share_them(officer: Client, db: Any) -> None:
    poll = make_poll(asks_settlement=True)
    for option, number in (("У парку", 4), ("На площі", 2)):
        votes = make_votes(poll, [f"{option}{n}@ukr.net" for n in range(number)], option, when=KYIV_EVENING)
        Vote.objects.filter(pk__in=[vote.pk for vote in votes]).update(settlement="Яснобрід")
    for option in ("У парку", "На площі"):
        make_votes(poll, [f"{option}-{n}@ukr.net" for n in range(3)], option, when=KYIV_EVENING - timedelta(days=1))
    rows = csv_rows(officer, CHOICES)
    assert rows[0] == ["Опитування", "Відповіді", "День", "Населений пункт"]
    assert sorted(rows[1:]) == sorted(
        [["Де ставити лавки?", "У парку", "10.11.2026", "Яснобрід"]] * 4
        + [["Де ставити лавки?", "На площі", "10.11.2026", "Яснобрід"]] * 2
        + [["Де ставити лавки?", "У парку", "09.11.2026", "не вказано"]] * 3
        + [["Де ставити лавки?", "На площі", "09.11.2026", "не вказано"]] * 3
    )


def test_several_answers_of_a_vote_stand_in_one_row_in_the_order_of_the_poll(officer: Client, counted: Vote) -> None:
    VoteChoice.objects.create(vote=counted, option=counted.poll.options.get(text="У парку"))
    assert [row[1] for row in csv_rows(officer, CHOICES)] == ["Відповіді", "У парку | На площі"]
    assert "1 запис" in text_of(officer, reverse(CHOICES))


@pytest.mark.parametrize("promise", [ResultsPromise.LIVE, ResultsPromise.AFTER_VOTE])
def test_whoever_watches_the_results_does_not_see_whose_vote_changed_them(
    officer: Client, db: Any, promise: ResultsPromise
) -> None:
    poll = make_poll(promise=promise)
    make_vote(poll, "olena@ukr.net", when=KYIV_EVENING)
    make_vote(poll, "petro@ukr.net", when=KYIV_EVENING, pending=True)
    make_vote(poll, "ivan@ukr.net", when=timezone.now())
    rows = csv_rows(officer, PARTICIPATION)[1:]
    assert sorted(row[1] for row in rows) == ["o•••@ukr.net", "p•••@ukr.net"]
    assert [row[2:] for row in rows] == [["стане видно після завершення", "10.11.2026", "", ""]] * 2
    page = text_of(officer, reverse(PARTICIPATION))
    assert "23:30" not in page
    assert "враховано" not in "".join(table_rows(page))
    assert len(csv_rows(officer, PARTICIPATION, state="confirmed")) == 1
    assert len(csv_rows(officer, PARTICIPATION, days="1")) == 1


def test_after_such_a_poll_states_show_and_times_do_not(officer: Client, db: Any) -> None:
    poll = make_poll(promise=ResultsPromise.LIVE, closed=True)
    make_vote(poll, "olena@ukr.net", when=KYIV_EVENING)
    assert csv_rows(officer, PARTICIPATION)[1][1:] == ["o•••@ukr.net", "враховано", "10.11.2026", "10.11.2026", ""]
    assert "23:30" not in text_of(officer, reverse(PARTICIPATION))


def test_participation_sorts_by_nothing_that_tells_the_minute(officer: Client, db: Any) -> None:
    poll = make_poll(promise=ResultsPromise.LIVE, closed=True)
    votes = [make_vote(poll, f"p{n}@{n}.ua", when=KYIV_EVENING - timedelta(minutes=n)) for n in range(12)]
    in_order = [mask_email(vote.email) for vote in votes]
    lists = [csv_rows(officer, PARTICIPATION, o=order)[1:] for order in ("0", "2", "3", "-3", "4", "5", "x")]
    assert all(rows == lists[0] for rows in lists)
    assert [row[1] for row in lists[0]] not in (in_order, in_order[::-1])


@pytest.mark.parametrize(
    ("promise", "closed", "shown"),
    [
        (ResultsPromise.LIVE, False, True),
        (ResultsPromise.AFTER_VOTE, False, False),
        (ResultsPromise.AFTER_CLOSE, False, False),
        (ResultsPromise.AFTER_VOTE, True, True),
        (ResultsPromise.AFTER_CLOSE, True, True),
    ],
)
def test_the_promise_about_results_binds_staff(
    officer: Client,
    promise: ResultsPromise,
    closed: bool,
    shown: bool,
) -> None:
    make_vote(make_poll(promise=promise, closed=closed), "a@ukr.net", "На площі")
    page = text_of(officer, reverse(CHOICES))
    assert ("На площі" in page) is shown
    assert (len(csv_rows(officer, CHOICES)) == 2) is shown
    assert "працівників ця обіцянка теж зобов’язує" in page


def test_votes_that_do_not_count_are_no_choices(officer: Client, db: Any) -> None:
    make_vote(make_poll(promise=ResultsPromise.AFTER_CLOSE), "a@ukr.net", "На площі", pending=True)
    assert len(csv_rows(officer, CHOICES)) == 1
    assert "очікує" in text_of(officer, reverse(PARTICIPATION)).lower()


def test_a_vote_has_no_page_of_its_own(officer: Client, counted: Vote) -> None:
    for register in (CHOICES, PARTICIPATION):
        assert officer.get(reverse(register) + f"inspect/{counted.pk}/").status_code == 404


def test_filters_and_search_apply_to_the_list_and_to_the_export(officer: Client, db: Any) -> None:
    benches, bridge = make_poll(), make_poll("Який міст лагодити?", promise=ResultsPromise.AFTER_CLOSE)
    make_vote(benches, "olena@ukr.net")
    make_vote(bridge, "petro@ukr.net", pending=True)
    make_vote(bridge, "ivan@ukr.net")
    query = {"poll__id__exact": str(bridge.pk), "state": "pending"}
    assert [row[1] for row in csv_rows(officer, PARTICIPATION, **query)[1:]] == ["p•••@ukr.net"]
    assert len(list(table_rows(text_of(officer, reverse(PARTICIPATION), **query)))) == 1
    assert [row[1] for row in workbook_rows(officer, PARTICIPATION, q="IVAN@ukr.net")[1:]] == ["i•••@ukr.net"]


def test_search_needs_the_whole_address(officer: Client, counted: Vote) -> None:
    assert len(csv_rows(officer, PARTICIPATION, q="olena.petrenko@ukr.net")) == 2
    for part in ("olena", "petrenko@ukr.net", "%", "_"):
        assert len(csv_rows(officer, PARTICIPATION, q=part)) == 1


def test_each_export_is_in_the_site_history(officer: Client, administrator: Client, counted: Vote) -> None:
    query = {"poll__id__exact": str(counted.poll_id), "q": "olena.petrenko@ukr.net"}
    make_poll("Друге опитування?")
    csv_rows(officer, PARTICIPATION, **query)
    workbook_rows(officer, CHOICES)
    entry = ModelLogEntry.objects.filter(action="community.export").earliest("timestamp")
    assert entry.user_id == int(officer.session["_auth_user_id"])
    assert (entry.data["register"], entry.data["rows"], entry.data["format"]) == ("Участь", 1, "csv")
    assert entry.data["query"].endswith("Де ставити лавки?; пошук: «o•••@ukr.net»")
    history = unescape(administrator.get(reverse("wagtailadmin_reports:site_history")).content.decode())
    assert "Вивантажено реєстр «Участь»: 1 рядок, CSV, фільтр: " in history
    assert "Вивантажено реєстр «Відповіді»: 1 рядок, XLSX, фільтр: немає" in history
    assert "olena.petrenko" not in history


def test_an_export_is_logged_even_if_the_connection_breaks_at_once(officer: Client, counted: Vote) -> None:
    officer.get(reverse(PARTICIPATION), {"export": "csv"})
    assert ModelLogEntry.objects.get(action="community.export").data["rows"] == 1


def test_reading_does_not_give_the_right_to_export(roles: None, client: Client, counted: Vote) -> None:
    reader = User.objects.create_user("reader")
    reader.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_vote"]))
    client.force_login(reader)
    page = text_of(client, reverse(PARTICIPATION))
    assert "o•••@ukr.net" in page
    assert "Завантажити" not in page
    response = client.get(reverse(PARTICIPATION), {"export": "xlsx"})
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
@pytest.mark.parametrize("superuser", [True, False])
def test_nobody_writes_into_a_register(
    action: str,
    superuser: bool,
    administrator: Client,
    admin_client: Client,
    counted: Vote,
) -> None:
    client = admin_client if superuser else administrator
    number = "" if action == "create" else f"{counted.pk}/"
    for method in (client.get, client.post):
        response = method(f"{reverse(PARTICIPATION)}{action}/{number}", follow=True)
        assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert Vote.objects.filter(pk=counted.pk).exists()
    page = text_of(client, reverse(PARTICIPATION))
    assert f"{action}/{number}" not in page


@pytest.mark.parametrize(
    "query", [{"p": "999"}, {"p": "x"}, {"p": "-1"}, {"p": "0"}, {"o": "77.-1.x"}, {"e": "1"}, {"export": "pdf"}]
)
def test_odd_addresses_still_show_the_list(officer: Client, counted: Vote, query: dict[str, str]) -> None:
    assert "o•••@ukr.net" in text_of(officer, reverse(PARTICIPATION), **query)


@pytest.mark.parametrize(
    "query", [{"poll__id__exact": "x"}, {"created_at__gte": "учора"}, {"created_at__gte": "1", "export": "xlsx"}]
)
def test_a_broken_filter_says_so(officer: Client, counted: Vote, query: dict[str, str]) -> None:
    make_poll("Друге опитування?")
    response = officer.get(reverse(PARTICIPATION), query, follow=True)
    assert "Такий фільтр тут неможливий" in response.content.decode()


def test_an_empty_register_says_so_kindly(officer: Client) -> None:
    assert "Реєстр поки що порожній" in text_of(officer, reverse(PARTICIPATION))


def test_a_vote_is_not_slowed_by_the_reference_index(counted: Vote) -> None:
    assert (
        not ReferenceIndex.model_is_indexable(Vote)
        or not ReferenceIndex.objects.filter(object_id=str(counted.pk), base_content_type__model="vote").exists()
    )


def test_an_author_gets_neither_list_nor_file(author: Client, counted: Vote) -> None:
    for register in (PARTICIPATION, CHOICES):
        for query in ({}, {"export": "csv"}, {"export": "xlsx"}):
            response = author.get(reverse(register), query)
            assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))
    assert not ModelLogEntry.objects.filter(action="community.export").exists()
