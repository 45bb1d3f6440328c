"""Asking for news: what a stranger can find out and do with somebody's address, which is nothing."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from community.messaging.models import Message
from community.messaging.rendering import message_render
from community.messaging.services import message_resend
from news.digest.letters import letters_about
from news.models import NewsIndexPage, NewsSubscription
from news.models.subscription import mailbox_key
from news.tasks import unconfirmed_subscriptions_purge
from tests.news.builders import make_category
from tests.news.digest.builders import CONFIRM, EMAIL, EXISTS, FORM, ask, letters, path_of, rows, subscribed
from tests.services.captcha_server import CaptchaServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news_index")]


def seen(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def chosen_categories(form: str) -> list[str]:
    boxes = [box for box in re.findall(r"<input[^>]*>", form) if 'name="categories"' in box]
    assert boxes
    return [re.findall(r'value="(\d+)"', box)[0] for box in boxes if "checked" in box]


def test_the_form_says_what_becomes_of_the_address(client: Client) -> None:
    sport = make_category("Спорт")
    answer = client.get(FORM, {"category": sport.slug})
    form = seen(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Адресу, не підтверджену за 3 дні, буде стерто." in form
    assert "У записі про кожен лист адреса лишається 90 днів." in form
    assert chosen_categories(form) == [str(sport.pk)]
    assert chosen_categories(seen(client.get(FORM))) == []


def test_pages_for_everybody_lead_to_the_form_and_set_no_cookie(client: Client, news_index: NewsIndexPage) -> None:
    make_category("Спорт")
    answer = client.get(news_index.url)
    assert not answer.cookies
    assert seen(answer).count(f'href="{FORM}"') == 2


def test_what_was_entered_comes_back_with_what_to_mend(client: Client) -> None:
    sport = make_category("Спорт")
    answer = ask(client, "olena", frequency="hourly", categories=[sport.pk], with_events="on")
    form = seen(answer)
    assert answer.status_code == 422
    assert "Помилка:" in form
    assert 'href="#id_email"' in form
    assert 'href="#id_frequency_0"' in form
    assert 'value="olena"' in form
    assert not NewsSubscription.objects.exists()


def test_a_category_that_is_gone_is_told(client: Client) -> None:
    answer = ask(client, categories=[make_category("Спорт").pk + 1])
    assert answer.status_code == 422
    assert "Такої рубрики вже немає." in seen(answer)


def test_nobody_learns_whether_an_address_is_subscribed(client: Client) -> None:
    subscribed(EMAIL)
    first, second = ask(client, EMAIL), ask(Client(), "new@example.com")
    assert (first.status_code, first["Location"], first.content) == (
        second.status_code,
        second["Location"],
        second.content,
    )
    assert seen(client.get(f"{FORM}lyst/")) == seen(Client().get(f"{FORM}lyst/"))
    assert [letter.recipient for letter in letters(EXISTS)] == [EMAIL]
    assert [letter.recipient for letter in letters(CONFIRM)] == [EMAIL, "new@example.com"]


def test_a_second_request_leads_to_the_settings_of_the_one_subscription(client: Client) -> None:
    subscription = subscribed("olena.koval@gmail.com", frequency="weekly")
    ask(client, "OlenaKoval+news@googlemail.com", with_events="on")
    (letter,) = letters(EXISTS)
    assert letter.recipient == "olena.koval@gmail.com"
    assert NewsSubscription.objects.get().frequency == "weekly"
    address = path_of(letter.secrets["link"])
    shown = seen(client.get(address))
    assert "Листи надходять на o•••@gmail.com." in shown
    sport = make_category("Спорт")
    saved = client.post(address, {"frequency": "daily", "categories": [sport.pk], "with_announcements": "on"})
    assert (saved.status_code, saved["Location"]) == (303, f"{address}?zberezheno=1")
    assert "Збережено: наступний лист буде таким, як ви обрали." in seen(client.get(saved["Location"]))
    subscription.refresh_from_db()
    assert (subscription.frequency, subscription.with_announcements, subscription.with_events) == ("daily", True, False)
    assert list(subscription.categories.all()) == [sport]
    refused = client.post(address, {"categories": [sport.pk]})
    assert (refused.status_code, "Оберіть, як часто вам писати." in seen(refused)) == (422, True)


def test_the_database_holds_one_row_for_a_mailbox() -> None:
    subscription = subscribed("olena.koval@gmail.com")
    assert subscription.mailbox_key == mailbox_key("OLENAKOVAL+2@gmail.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsSubscription.objects.create(email="x@gmail.com", mailbox_key=subscription.mailbox_key, frequency="daily")
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsSubscription.objects.filter(pk=subscription.pk).update(seen_until=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsSubscription.objects.filter(pk=subscription.pk).update(frequency="hourly")


def test_only_the_latest_letter_confirms_and_only_its_own_address(client: Client) -> None:
    """Else whoever sends the form with a second spelling would have the first letter confirm that one."""
    ask(client, "olena@ukr.net")
    old = path_of(letters(CONFIRM)[0].secrets["link"])
    ask(Client(), "olena+other@ukr.net", frequency="weekly")
    answer = client.post(old)
    assert (answer.status_code, "Це посилання більше не діє" in seen(answer)) == (410, True)
    (letter,) = letters(CONFIRM)
    assert letter.recipient == "olena+other@ukr.net"
    assert client.post(path_of(letter.secrets["link"])).status_code == 303
    assert NewsSubscription.objects.confirmed().get().email == "olena+other@ukr.net"


def test_a_letter_is_good_for_three_days_and_then_the_address_leaves(client: Client) -> None:
    ask(client)
    subscribed("petro@example.com")
    address = path_of(letters(CONFIRM)[0].secrets["link"])
    almost = timezone.now() + timedelta(days=3) - timedelta(minutes=1)
    with time_machine.travel(almost, tick=False):
        assert client.get(address).status_code == 200
        unconfirmed_subscriptions_purge()
        assert NewsSubscription.objects.waiting().count() == 1
    with time_machine.travel(almost + timedelta(minutes=2), tick=False):
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, "Це посилання більше не діє" in seen(answer)) == (410, True)
        unconfirmed_subscriptions_purge()
        assert [one.email for one in NewsSubscription.objects.all()] == ["petro@example.com"]
        assert not Message.objects.filter(recipient=EMAIL).exists()
        assert client.get(address).status_code == 410


def test_a_forged_link_does_nothing(client: Client) -> None:
    ask(client)
    link = path_of(letters(CONFIRM)[0].secrets["link"])
    before = rows(NewsSubscription)
    for purpose in ("pidtverdzhennia", "nalashtuvannia", "vidpyska"):
        forged = link.replace("pidtverdzhennia", purpose)[: -3 if purpose == "pidtverdzhennia" else None].rstrip("/")
        answer = client.post(f"{forged}/")
        assert (answer.status_code, "Це посилання не працює" in seen(answer)) == (404, True)
    assert rows(NewsSubscription) == before


def test_letters_to_one_address_are_few_and_the_answer_stays_the_same(client: Client) -> None:
    answers = [ask(client, spelling) for spelling in ("olena@example.com", "Olena@example.com", "olena+1@example.com")]
    waiting = rows(NewsSubscription)
    answers.append(ask(client, "olena+2@example.com"))
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, "lyst/")}
    assert rows(NewsSubscription) == waiting
    assert [letter.recipient for letter in letters(CONFIRM)] == ["olena+1@example.com"]
    # The owner, from another network, still gets theirs.
    client.post(FORM, {"email": EMAIL, "frequency": "daily"}, REMOTE_ADDR="203.0.113.7")
    assert [letter.recipient for letter in letters(CONFIRM)] == [EMAIL]


def test_many_forms_of_one_network_meet_the_captcha(client: Client, settings: Settings, captcha: CaptchaServer) -> None:
    settings.CAPTCHA = "suspicion"
    assert [ask(client, f"r{number}@example.com").status_code for number in range(5)] == [303] * 5
    asked = ask(client, "sixth@example.com")
    assert (asked.status_code, "Пройдіть, будь ласка, перевірку" in seen(asked)) == (422, True)
    assert 'value="sixth@example.com"' in seen(asked)
    passed = ask(client, "sixth@example.com", captcha_asked="1", **{"g-recaptcha-response": "token"})
    assert passed.status_code == 303
    assert NewsSubscription.objects.count() == 6


def test_staff_may_send_a_letter_again(client: Client) -> None:
    ask(client)
    (letter,) = letters(CONFIRM)
    Message.objects.filter(pk=letter.pk).update(
        state="sent", sent_at=timezone.now(), next_attempt_at=None, secrets={"link": ""}
    )
    letter.refresh_from_db()
    assert letter.about == letters_about(NewsSubscription.objects.get())
    again = message_resend(message=letter, actor=None)  # type: ignore[arg-type]
    assert client.post(path_of(again.secrets["link"])).status_code == 303


@pytest.mark.parametrize("frequency", ["daily", "weekly"])
def test_letters_about_a_subscription_read_well(client: Client, frequency: str) -> None:
    ask(client, frequency=frequency)
    when = {"daily": "щоранку", "weekly": "раз на тиждень, у п’ятницю вранці"}[frequency]
    letter = letters(CONFIRM)[0]
    content = message_render(message=letter, secrets=letter.secrets)
    for part in (content.text, unescape(content.html)):
        assert f"Хтось попросив сайт надсилати новини на цю адресу {when}." in part
        assert letter.secrets["link"] in part
        assert "без підтвердження адресу буде стерто" in part
    assert content.unsubscribe_link == ""
