"""What leaves the site about a poll: it equals the database, runs nothing, and joins nobody with an answer."""

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.accounts.models import User
from community.core.masking import mask_email
from engagement.models import Poll, Vote
from engagement.models.poll import ResultsPromise
from engagement.polls.services.closing import poll_look_early
from tests.engagement.polls.builders import OPTIONS, close, confirmed_vote, poll_make, text
from tests.engagement.polls.report.conftest import HOSTILE
from tests.engagement.polls.report.reading import answer, book_sheets, content, counted_by_sql, csv_rows, json_sheets

SHEETS = ["Підсумок", "Голоси", "Участь за днями", "Участь за нас. пунктами"]
PARTS = {"report": ("xlsx", "json"), "votes": ("csv",), "summary": ("csv",), "days": ("csv",)}


def plain(value: Any) -> str:
    """The text in a cell without what keeps it text."""
    return str(value).removeprefix("'")


def test_the_book_and_the_json_hold_the_same_four_sheets(officer: Client, finished_poll: Poll) -> None:
    book, program = book_sheets(officer, finished_poll), json_sheets(officer, finished_poll)
    assert list(book) == list(program) == SHEETS
    for name in SHEETS:
        assert len(book[name]) == len(program[name])


def test_votes_in_each_format_are_those_of_the_database(officer: Client, finished_poll: Poll) -> None:
    expected = counted_by_sql(finished_poll)
    lines = csv_rows(officer, finished_poll, "votes")
    assert lines[0] == ["Відповіді", "День", "Населений пункт"]
    for rows in (lines, book_sheets(officer, finished_poll)["Голоси"], json_sheets(officer, finished_poll)["Голоси"]):
        counted = Counter(plain(row[0]) for row in rows[1:])
        assert {option: counted[option] for option in HOSTILE} == expected
        assert counted.total() == 14


def test_the_summary_says_the_results_and_every_state(officer: Client, finished_poll: Poll) -> None:
    summary = {plain(row[0]): row[1] for row in csv_rows(officer, finished_poll, "summary")}
    assert {option: int(summary[option]) for option in HOSTILE} == counted_by_sql(finished_poll)
    assert summary["Враховано голосів"] == "14"
    assert summary["Голосів на перевірці"] == "1"
    assert summary["Чекають на підтвердження"] == "1"
    assert summary["Скасували самі учасники"] == "1"
    assert summary["Контрольна сума підсумків"] == finished_poll.seals.get().tallies_digest


def test_turnout_adds_up_and_keeps_small_settlements_together(officer: Client, finished_poll: Poll) -> None:
    days = csv_rows(officer, finished_poll, "days")[1:]
    assert [number for _day, number in days] == ["7", "7", "14"]
    settlements = csv_rows(officer, finished_poll, "settlements")[1:]
    # Two votes of Ґанки would be recognised, and beside twelve of fourteen they could be worked out.
    assert [(plain(name), number) for name, number in settlements] == [
        ("населені пункти, де було менше п’яти голосів, і приховані разом із ними", "14"),
        ("усього", "14"),
    ]


def test_day_and_settlement_of_a_vote_show_only_among_enough_others(officer: Client, finished_poll: Poll) -> None:
    shown = Counter((row[1], plain(row[2])) for row in csv_rows(officer, finished_poll, "votes")[1:])
    assert all(number >= 5 for number in shown.values())
    assert not any("Ґанки" in settlement for _day, settlement in shown)


def test_hostile_text_is_text_in_every_format(officer: Client, finished_poll: Poll) -> None:
    for part in ("votes", "summary", "settlements", "participation"):
        for row in csv_rows(officer, finished_poll, part):
            assert not any(cell.startswith(("=", "@", "+", "-", "\t")) for cell in row)
    for rows in json_sheets(officer, finished_poll).values():
        assert not any(isinstance(cell, str) and cell.startswith(("=", "@", "\t")) for row in rows for cell in row)
    # Checks that no cell is a formula.
    assert list(book_sheets(officer, finished_poll, "participation")) == ["Участь в опитуванні"]


def test_participation_stands_apart_and_tells_no_answer(officer: Client, finished_poll: Poll) -> None:
    lines = csv_rows(officer, finished_poll, "participation")
    assert lines[0] == ["Електронна пошта", "Стан", "Проголосовано", "Підтверджено", "Скасовано"]
    states = Counter(row[1] for row in lines[1:])
    assert sorted(states.values()) == [1, 1, 1, 14]
    assert states["враховано"] == 14
    addresses = {mask_email(email) for email in Vote.objects.values_list("email", flat=True) if email}
    everything = str(lines) + content(officer, finished_poll, "participation", "json").decode()
    assert not any(option in everything for option in HOSTILE)
    assert "poll-burst" not in everything
    for name, rows in json_sheets(officer, finished_poll).items():
        assert not any(address in str(rows) for address in addresses), name
    assert len(json.loads(content(officer, finished_poll, "participation", "json"))) == 17


def test_the_files_of_one_poll_cannot_be_laid_side_by_side(officer: Client, poll_index: object) -> None:
    poll = poll_make()
    for number in range(18):
        confirmed_vote(poll, f"p@{number}.ua", number % 3)
    close(poll)
    Vote.objects.filter(poll=poll).update(created_at=timezone.now() - timedelta(hours=1))
    cast = list(Vote.objects.order_by("pk"))
    answers = {mask_email(vote.email): vote.choices.get().option.text for vote in cast}
    people = [plain(row[0]) for row in csv_rows(officer, poll, "participation")[1:]]
    chosen = [row[0] for row in csv_rows(officer, poll, "votes")[1:]]
    of_people = [answers[person] for person in people]
    in_order = [vote.choices.get().option.text for vote in cast]
    by_receipt = [vote.choices.get().option.text for vote in sorted(cast, key=lambda vote: vote.receipt_hash or "")]
    assert sorted(chosen) == sorted(of_people)
    for order in (of_people, in_order, by_receipt):
        assert chosen not in (order, order[::-1])


@pytest.mark.parametrize("promise", [ResultsPromise.AFTER_VOTE, ResultsPromise.AFTER_CLOSE])
def test_hidden_results_are_in_no_file_and_on_no_page(officer: Client, poll_index: object, promise: str) -> None:
    poll = poll_make(results_promise=promise)
    for number in range(9):
        confirmed_vote(poll, f"p{number}@{number}.ua", 0)
    refused = answer(officer, poll, "votes", "csv")
    assert refused.status_code == 403
    assert "Результати приховано" in text(refused)
    page = text(officer.get(reverse("poll_report", args=[poll.pk])))
    assert "Результати приховано" in page
    everything = [page, str(book_sheets(officer, poll)), content(officer, poll, "report", "json").decode()]
    everything += [str(csv_rows(officer, poll, part)) for part in ("summary", "days", "participation")]
    assert not any(option in one for one in everything for option in OPTIONS)
    assert "Голоси" not in book_sheets(officer, poll)


def test_two_early_looks_do_not_tell_who_voted_between_them(officer: Client, poll_index: object) -> None:
    """Hidden results that staff have looked at move like open ones: no state and no minute stands beside an address."""
    poll = poll_make(results_promise=ResultsPromise.AFTER_CLOSE)
    early, late = (confirmed_vote(poll, f"p{number}@{number}.ua") for number in range(2))
    yesterday = timezone.now() - timedelta(days=1)
    Vote.objects.filter(pk=early.pk).update(created_at=yesterday, confirmed_at=yesterday)
    assert [row[1] for row in csv_rows(officer, poll, "participation")[1:]] == ["враховано"] * 2
    poll_look_early(poll=poll, reason="Для перевірки", actor=User.objects.get())
    [row] = csv_rows(officer, poll, "participation")[1:]
    assert plain(row[0]) == mask_email(early.email)
    assert row[1] == "стане видно після завершення"
    assert row[2:] == [f"{timezone.localtime(yesterday):%d.%m.%Y}", "", ""]
    close(poll)
    rows = csv_rows(officer, poll, "participation")[1:]
    assert {plain(row[0]) for row in rows} == {mask_email(vote.email) for vote in (early, late)}
    assert not any(":" in cell for row in rows for cell in row)


def test_each_file_is_in_the_history_with_its_poll_and_rows(officer: Client, finished_poll: Poll) -> None:
    rows = len(csv_rows(officer, finished_poll, "votes")) - 1
    entry = ModelLogEntry.objects.get(action="community.export")
    assert entry.data == {
        "register": "Голоси опитування",
        "rows": rows,
        "format": "csv",
        "query": f"опитування: {finished_poll.question}",
    }
    book = book_sheets(officer, finished_poll)
    data = ModelLogEntry.objects.filter(action="community.export").latest("pk").data
    assert data["rows"] == sum(len(sheet) - 1 for sheet in book.values())


def reader(*codenames: str) -> Client:
    user = User.objects.create_user(f"reader{User.objects.count()}")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client = Client()
    client.force_login(user)
    return client


def test_reading_is_one_right_and_taking_away_another(finished_poll: Poll, roles: None) -> None:
    page = reverse("poll_report", args=[finished_poll.pk])
    client = reader("view_vote")
    assert "потрібне право вивантажувати реєстри" in text(client.get(page))
    for part, formats in PARTS.items():
        for file_format in formats:
            assert answer(client, finished_poll, part, file_format)["Location"] == reverse("wagtailadmin_home")
    assert client.get(reverse("poll_protocol", args=[finished_poll.pk])).status_code == 302
    counts_only = reader("view_vote", "export_registers")
    assert answer(counts_only, finished_poll, "summary", "csv").status_code == 200
    for part, file_format in (("votes", "csv"), ("report", "xlsx")):
        assert answer(counts_only, finished_poll, part, file_format).status_code == 302
    assert (
        not ModelLogEntry.objects.exclude(data__register="Підсумок опитування")
        .filter(action="community.export")
        .exists()
    )


def test_strangers_and_editors_get_nothing(client: Client, editor: Client, finished_poll: Poll) -> None:
    for visitor in (client, editor):
        assert visitor.get(reverse("poll_report", args=[finished_poll.pk])).status_code == 302
        assert answer(visitor, finished_poll, "report", "xlsx").status_code == 302


@pytest.mark.parametrize("address", ["votes.pdf", "votes.xlsx", "report.csv", "choices.csv", "participation.html"])
def test_what_there_is_not_is_not_found(officer: Client, finished_poll: Poll, address: str) -> None:
    page = reverse("poll_report", args=[finished_poll.pk])
    assert officer.get(page + address).status_code == 404
    assert officer.get(reverse("poll_report", args=[99999999999999999999])).status_code == 404
