"""Each reason to hold a vote, what wins over what, and that the voter sees no difference."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from engagement.models import Poll, PollIndexPage, Vote, VotingGuard
from engagement.models.poll import ResultsPromise
from engagement.polls.screening import Screening, vote_screen
from tests.engagement.polls.builders import EMAIL, close, last_letter, letter_path, poll_make, text, vote_by_form
from tests.services.captcha_server import CaptchaServer

ADDRESS = "203.0.113.7"
Screen = Callable[..., Screening]


def guard(**fields: object) -> VotingGuard:
    made = VotingGuard(**fields)
    made.full_clean()
    made.save()
    return made


@pytest.fixture
def screen(poll: Poll) -> Screen:
    def decide(
        email: str = EMAIL, address: str = ADDRESS, network: str = "203.0.113.0/24", **more: object
    ) -> Screening:
        values = {"poll": poll, "token": "", "was_asked": False, **more}
        return vote_screen(email=email, address=address, network=network, **values)  # type: ignore[arg-type]  # of the test

    return decide


class TestLists:
    def test_by_default_everyday_mail_is_welcome(self, screen: Screen) -> None:
        for domain in ("gmail.com", "googlemail.com", "ukr.net", "i.ua", "meta.ua", "outlook.com", "rada.gov.ua"):
            assert screen(f"olena@{domain}").flag_reason == "", domain

    @pytest.mark.parametrize(
        "email", ["a@mail.ru", "a@Yandex.RU", "a@sub.yandex.com", "a@yandex.ua", "a@tut.by", "a@пошта.рф", "a@x.su"]
    )
    def test_by_default_sanctioned_zones_are_held(self, screen: Screen, email: str) -> None:
        assert screen(email).flag_reason == "blocked-domain"

    def test_a_mailbox_for_one_use_is_held_until_staff_say_otherwise(self, screen: Screen) -> None:
        assert screen("a@mailinator.com").flag_reason == "disposable-domain"
        assert screen("a@sub.mailinator.com").flag_reason == "disposable-domain"
        guard(holds_disposable=False)
        assert screen("a@mailinator.com").flag_reason == ""

    @pytest.mark.parametrize(
        ("listed", "address"),
        [("203.0.113.0/28", ADDRESS), ("203.0.113.7", ADDRESS), ("2001:db8:5::/48", "2001:db8:5:1::9")],
    )
    def test_a_blocked_network_is_held(self, screen: Screen, listed: str, address: str) -> None:
        guard(blocked_networks=listed)
        assert screen(address=address).flag_reason == "blocked-network"
        assert screen(address="198.51.100.1").flag_reason == ""

    def test_an_idn_is_listed_in_either_spelling(self, screen: Screen) -> None:
        guard(blocked_domains="шахраї.укр\nxn--e1afmkfd.com")
        assert screen("a@пошта.шахраї.укр").flag_reason == "blocked-domain"
        assert screen("a@пример.com").flag_reason == "blocked-domain"

    def test_what_is_allowed_wins_over_what_is_blocked(self, screen: Screen) -> None:
        guard(allowed_domains="good.example.ru", allowed_networks="203.0.113.7", blocked_networks="203.0.0.0/16")
        assert screen("a@mail.ru").flag_reason == ""
        assert screen("a@good.example.ru", address="203.0.5.5").flag_reason == ""
        assert screen("a@mail.ru", address="203.0.5.5").flag_reason == "blocked-network"

    @pytest.mark.parametrize("name", ["allowed_domains", "blocked_domains"])
    @pytest.mark.parametrize("domain", ["gmail.com", "@ukr.net", "mail.i.ua", "META.UA"])
    def test_everyday_mail_can_be_on_no_list(self, name: str, domain: str, db: None) -> None:
        with pytest.raises(ValidationError) as refusal:
            guard(**{name: domain})
        assert "Більшість людей пише саме з цих доменів" in refusal.value.message_dict[name][0]

    def test_a_rule_for_a_whole_zone_passes_everyday_mail_by(self, screen: Screen) -> None:
        guard(blocked_domains="com\nua")
        assert screen("a@gmail.com").flag_reason == ""
        assert screen("a@ukr.net").flag_reason == ""
        assert screen("a@other.com").flag_reason == "blocked-domain"


class TestLimits:
    @pytest.mark.parametrize(
        ("limits", "reason"),
        [
            ({"network_per_minute": 2}, "network-burst"),
            ({"network_per_minute": 2, "network_per_hour": 2}, "network-burst"),
            ({"network_per_minute": 2, "network_per_hour": 2, "minutes": 2}, "network-sustained"),
            ({"poll_per_minute": 2}, "poll-burst"),
            ({"poll_per_minute": 2, "poll_per_hour": 2, "minutes": 2}, "poll-sustained"),
        ],
    )
    def test_the_third_vote_is_one_too_many(self, screen: Screen, limits: dict[str, int], reason: str) -> None:
        minutes = limits.pop("minutes", 0)
        guard(**limits)
        with time_machine.travel("2026-11-28T10:00:05+02:00", tick=False) as now:
            assert [screen(f"a{n}@example.com").flag_reason for n in range(2)] == ["", ""]
            now.shift(timedelta(minutes=minutes))
            assert screen().flag_reason == reason
            now.shift(timedelta(hours=1))
            assert screen().flag_reason == ""

    def test_the_rate_of_a_poll_is_its_own_and_never_refuses(self, screen: Screen, poll: Poll) -> None:
        guard(poll_per_minute=1)
        answers = [screen(network=f"198.51.{n}.0/24", address=f"198.51.{n}.1") for n in range(9)]
        assert [answer.flag_reason for answer in answers] == ["", *["poll-burst"] * 8]
        assert {str(answer.error) for answer in answers} == {""}
        other = poll_make(question="Інше питання?")
        assert screen(poll=other).flag_reason == ""

    def test_votes_that_are_held_anyway_make_no_others_suspicious(self, screen: Screen) -> None:
        guard(poll_per_minute=1)
        for number in range(5):
            assert screen(f"a{number}@mail.ru").flag_reason == "blocked-domain"
        assert screen().flag_reason == ""

    def test_a_school_on_the_list_votes_all_at_once(self, screen: Screen) -> None:
        guard(allowed_networks="203.0.113.0/24 # школа № 2", network_per_minute=1, poll_per_minute=1)
        answers = [screen(f"pupil{n}@example.com") for n in range(30)]
        assert {(str(a.error), a.flag_reason) for a in answers} == {("", "")}
        assert screen(address="198.51.100.1", network="198.51.100.0/24").flag_reason == ""

    def test_an_allowed_domain_is_a_claim_and_lifts_no_limit(self, screen: Screen) -> None:
        """Whoever types such an address has not shown that it is theirs; the letter shows it."""
        guard(allowed_domains="gov.ua", network_per_minute=1)
        answers = [screen(f"a{n}@gov.ua") for n in range(6)]
        assert [a.flag_reason for a in answers] == [""] * 6
        assert [a.status for a in answers] == [200] * 4 + [429] * 2

    def test_an_unknown_address_is_on_no_list(self, screen: Screen) -> None:
        guard(allowed_networks="10.0.0.0/8", blocked_networks="203.0.113.0/24")
        assert screen(address="", network="unknown").flag_reason == ""


class TestCaptcha:
    @pytest.fixture
    def passing(self, settings: Settings, captcha: CaptchaServer) -> dict[str, object]:
        settings.CAPTCHA = "suspicion"
        return {"token": "token", "was_asked": True}

    def test_a_passed_one_clears_the_many_votes_of_a_network(self, screen: Screen, passing: dict[str, object]) -> None:
        guard(network_per_minute=1)
        screen()
        assert screen(**passing).flag_reason == ""
        assert screen(was_asked=True).flag_reason == "many-votes-no-captcha"

    def test_it_clears_neither_a_list_nor_the_rate_of_a_poll(self, screen: Screen, passing: dict[str, object]) -> None:
        guard(network_per_minute=1, poll_per_minute=1)
        assert screen().flag_reason == ""
        assert screen("a@mail.ru", **passing).flag_reason == "blocked-domain"
        assert screen(**passing).flag_reason == "poll-burst"

    def test_lists_and_the_rate_of_a_poll_ask_for_none(self, screen: Screen, settings: Settings) -> None:
        settings.CAPTCHA = "suspicion"
        guard(poll_per_minute=1)
        assert [str(screen(email).error) for email in ("a@mail.ru", "b@example.com", "c@example.com")] == [""] * 3


def test_the_rules_cost_a_vote_one_query(screen: Screen) -> None:
    guard(blocked_domains="\n".join(f"d{n}.example" for n in range(500)), blocked_networks="10.0.0.0/8")
    with CaptureQueriesContext(connection) as captured:
        screen()
    assert len(captured) == 1


def test_without_stored_rules_the_defaults_hold_and_nothing_is_written(screen: Screen) -> None:
    assert screen("a@mail.ru").flag_reason == "blocked-domain"
    assert VotingGuard.objects.count() == 0


def whole_way(poll: Poll, email: str) -> list[str]:
    """Everything a voter is answered, without what is made at random or is the voter's own."""
    client = Client()
    answers: list[HttpResponseBase] = [vote_by_form(client, poll, email, step="check")]
    answers.append(vote_by_form(client, poll, email))
    page, letter = answers[-1]["Location"], last_letter()
    link, code = letter_path(letter), letter.secrets["code"]
    wrong = "000000" if code != "000000" else "111111"
    answers += [client.get(page), client.post(page, {"code": wrong}), client.get(link), client.post(link)]
    answers += [client.get(link), client.get(f"{link}?cancel=1"), client.post(link), client.post(page, {"code": code})]
    answers += [client.get(poll.get_url() or ""), client.post(link, {"step": "cancel"}), client.get(link)]
    own = [email, link, page, code, *Vote.objects.filter(email=email).values_list("receipt", flat=True)]
    return [_anonymous(answer, own) for answer in answers]


def _anonymous(answer: HttpResponseBase, own: list[str | None]) -> str:
    headers = sorted(f"{name}: {value}" for name, value in answer.items() if name != "Location")
    whole = f"{answer.status_code}\n{headers}\n{text(answer)}\n{answer.get('Location', '')}"
    for word in filter(None, own):
        whole = whole.replace(word, "…")
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", whole)


def test_the_whole_way_of_a_held_vote_is_that_of_any_other(poll_index: PollIndexPage) -> None:
    """To the byte: both addresses are of one length. Numbers that everybody sees move with counted votes alone."""
    poll = poll_make(results_promise=ResultsPromise.AFTER_CLOSE, allows_changes=True)
    with time_machine.travel("2026-11-28T10:00:00+02:00", tick=False):
        Poll.objects.filter(pk=poll.pk).update(opens_at="2026-11-27T10:00:00Z", closes_at="2026-12-05T10:00:00Z")
        poll.refresh_from_db()
        clean, held = whole_way(poll, "petro@example.com"), whole_way(poll, "pavlo@example1.ru")
    assert clean == held
    assert set(Vote.objects.values_list("email", "flag_reason", "state")) == {
        ("petro@example.com", "", "cancelled"),
        ("pavlo@example1.ru", "blocked-domain", "cancelled"),
    }


def test_after_the_end_a_held_vote_is_told_so(client: Client, poll: Poll) -> None:
    vote_by_form(client, poll, "pavlo@example1.ru")
    link = letter_path(last_letter())
    assert "ще на перевірці" not in text(client.post(link, follow=True))
    close(poll)
    page = client.get(link)
    assert page.status_code == 200
    assert "Цей голос ще на перевірці" in text(page)


class TestEditing:
    def data(self, **changed: object) -> dict[str, object]:
        fields = VotingGuard._meta.get_fields()
        values = {f.name: getattr(VotingGuard(), f.name) for f in fields if f.name != "id"}
        return {**values, "holds_disposable": "on", **changed}

    def test_the_officer_keeps_the_lists(self, officer: Client, poll_index: PollIndexPage) -> None:
        made = guard()
        url = f"/admin/settings/engagement/votingguard/{made.pk}/"
        assert "мережі, голоси з яких" in text(officer.get(url)).lower()
        saved = officer.post(url, self.data(blocked_networks="203.0.113.9/24 # ботнет", network_per_minute=5))
        assert saved.status_code == 302
        made.refresh_from_db()
        assert (made.blocked_networks, made.network_per_minute) == ("203.0.113.0/24 # ботнет", 5)

    def test_a_bad_line_comes_back_named(self, officer: Client, poll_index: PollIndexPage) -> None:
        made = guard()
        url = f"/admin/settings/engagement/votingguard/{made.pk}/"
        refused = text(officer.post(url, self.data(blocked_networks="203.0.113.0/24\nдивна мережа")))
        assert "Це не мережа: «дивна мережа» (рядок 2)" in refused
        made.refresh_from_db()
        assert made.blocked_networks == ""

    def test_an_editor_has_no_such_page(self, editor: Client, poll_index: PollIndexPage) -> None:
        answer = editor.get(f"/admin/settings/engagement/votingguard/{guard().pk}/")
        assert answer.status_code == 302
