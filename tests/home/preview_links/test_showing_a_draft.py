"""An author shows a draft to the head, who has no account; the head answers, the author reads it beside the text."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.models import User
from community.accounts.roles import AUTHOR
from community.messaging.models import Message
from home.models import HomePage, PreviewAnswer, PreviewLink, StandardPage
from home.preview_links.limits import ANSWERS_OF_NETWORK
from home.preview_links.services import preview_link_create, preview_links_purge

AGREED = {"verdict": "agreed", "name": "Марія Гончар", "text": ""}
REMARKS = {"verdict": "remarks", "name": "Марія Гончар", "text": "Дата не та: субота, 5 грудня."}


@pytest.fixture
def writer(roles: None) -> User:
    user = User.objects.create_user("olena", email="olena@example.org", password="kalyna-berizka")
    user.groups.add(Group.objects.get(name=AUTHOR.name))
    return user


@pytest.fixture
def draft(home_page: HomePage, writer: User) -> StandardPage:
    page = home_page.add_child(
        instance=StandardPage(
            title="Толока в парку", slug="toloka", intro="Збираємось о десятій.", live=False, owner=writer
        )
    )
    page.save_revision(user=writer)
    return page


@pytest.fixture
def desk(writer: User) -> Client:
    client = Client()
    client.force_login(writer)
    return client


@pytest.fixture
def address(draft: StandardPage, writer: User) -> str:
    """The path of a link to the draft."""
    _link, token = preview_link_create(page=draft, actor=writer, note="голова")
    return reverse("preview_link", args=[token])


@pytest.fixture
def head(db: None) -> Client:
    return Client(enforce_csrf_checks=True)


def words(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "strict-origin"
    return " ".join(response.content.decode().replace("&nbsp;", " ").split())


def answer(client: Client, path: str, values: dict[str, str]) -> tuple[int, str]:
    """Fill in the form as it stands under the draft and send it; the status and what is shown in the end."""
    page = client.get(path).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', page))
    response = client.post(path, {**hidden, **values}, follow=True)
    status = response.redirect_chain[0][1] if response.redirect_chain else response.status_code
    return status, " ".join(response.content.decode().split())


def test_from_the_link_to_the_answer_beside_the_text(desk: Client, draft: StandardPage, head: Client) -> None:
    links = reverse("preview_links", args=[draft.pk])
    assert links in desk.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    made = desk.post(links, {"note": "голова", "days": "7"}).content.decode()
    assert "Посилання готове. Скопіюйте його зараз" in made
    found = re.search(r'value="http[^"]*(/chernetka/[0-9a-f]+/)"', made)
    assert found
    path = found[1]
    assert path not in desk.get(links).content.decode()

    shown = words(head, path)
    assert "Чернетка, не опубліковано" in shown
    assert "Ви бачите найновішу версію, збережену" in shown
    assert "Збираємось о десятій." in shown
    assert head.get(draft.url).status_code == 404

    status, thanked = answer(head, path, REMARKS)
    assert status == 303
    assert "Дякуємо, автор отримав вашу відповідь" in thanked

    beside = desk.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Марія Гончар: Маю зауваження" in beside
    assert "Дата не та: субота, 5 грудня." in beside
    letter = Message.objects.get()
    assert letter.recipient == "olena@example.org"
    assert letter.context["title"] == "Толока в парку"
    assert letter.context["text"] == REMARKS["text"]


def test_the_newest_version_is_shown_and_an_answer_to_an_older_one_says_so(
    desk: Client, draft: StandardPage, head: Client, address: str
) -> None:
    assert answer(head, address, AGREED)[0] == 303
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        draft.intro = "Збираємось об одинадцятій."
        draft.save_revision()
    assert "Збираємось об одинадцятій." in words(head, address)
    beside = desk.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Марія Гончар: Погоджую" in beside
    assert "відтоді текст змінено" in beside


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({**REMARKS, "text": "  "}, "Напишіть, що треба змінити."),
        ({**REMARKS, "name": ""}, "Напишіть своє ім’я."),
        ({"name": "Марія", "text": "Добре"}, "Виберіть одну з двох відповідей."),
        ({**REMARKS, "text": "а" * 5001}, "Зауваження можуть мати щонайбільше 5000 знаків, у ваших — 5001."),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(
    head: Client, address: str, values: dict[str, str], message: str
) -> None:
    status, shown = answer(head, address, values)
    assert status == 422
    assert message in shown
    assert values["text"].strip() in shown
    assert "<title>Помилка:" in shown
    assert not PreviewAnswer.objects.exists()


def test_too_many_answers_wait_and_nothing_is_lost(head: Client, address: str) -> None:
    for _ in range(ANSWERS_OF_NETWORK.count):
        assert answer(head, address, AGREED)[0] == 303
    status, shown = answer(head, address, REMARKS)
    assert status == 429
    assert "Забагато відповідей поспіль" in shown
    assert REMARKS["text"] in shown


def test_a_form_of_another_site_is_refused(head: Client, address: str) -> None:
    assert head.post(address, AGREED).status_code == 403
    assert not PreviewAnswer.objects.exists()


def test_a_link_ends_with_its_days(head: Client, address: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        shown = words(head, address, 410)
    assert "Це посилання більше не діє" in shown
    assert "Воно діяло до" in shown
    assert "Збираємось" not in shown


def test_a_link_is_taken_back_by_its_author(desk: Client, head: Client, address: str) -> None:
    link = PreviewLink.objects.get()
    revoked = desk.post(reverse("preview_link_revoke", args=[link.pk]), follow=True).content.decode()
    assert "Посилання відкликано" in revoked
    assert "Автор його відкликав." in words(head, address, 410)
    assert "Збираємось" not in words(head, address, 410)


def test_a_link_dies_with_its_page_and_a_wrong_one_never_lived(
    head: Client, draft: StandardPage, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    draft.delete()
    assert "чернетку вже видалено" in words(head, address, 404)
    assert "Це посилання не працює" in words(head, "/chernetka/abc/", 404)
    assert not PreviewLink.objects.exists()


def test_a_link_says_that_the_page_was_published_meanwhile(head: Client, draft: StandardPage, address: str) -> None:
    draft.get_latest_revision().publish()
    shown = words(head, address)
    assert "Уже опубліковано" in shown
    assert "Чернетка, не опубліковано" not in shown
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert "Тим часом сторінку опубліковано" in words(head, address, 410)


def test_the_token_is_neither_stored_nor_logged(
    head: Client, address: str, caplog: pytest.LogCaptureFixture, settings: object
) -> None:
    token = address.split("/")[2]
    assert token not in str(PreviewLink.objects.values().get())
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", address), None)
    for blot in filters():
        blot.filter(record)
    assert record.getMessage() == "Gone: /chernetka/•••/"


def filters() -> Iterator[logging.Filter]:
    for handler in logging.getLogger().handlers:
        yield from (entry for entry in handler.filters if isinstance(entry, logging.Filter))


def test_who_may_not_edit_a_page_makes_no_links(
    officer: Client, author: Client, draft: StandardPage, address: str
) -> None:
    link = PreviewLink.objects.get()
    for client in (officer, author):
        assert client.get(reverse("preview_links", args=[draft.pk])).status_code in {302, 403}
        client.post(reverse("preview_link_revoke", args=[link.pk]))
    link.refresh_from_db()
    assert link.is_open


@pytest.mark.parametrize("days", ["0", "31", "багато"])
def test_a_link_lasts_from_a_day_to_thirty(desk: Client, draft: StandardPage, days: str) -> None:
    shown = desk.post(reverse("preview_links", args=[draft.pk]), {"note": "", "days": days}).content.decode()
    assert "Посилання готове" not in shown
    assert not PreviewLink.objects.exists()


def test_links_and_names_leave_after_their_term(head: Client, address: str) -> None:
    answer(head, address, AGREED)
    with time_machine.travel(timezone.now() + timedelta(days=96), tick=False):
        assert preview_links_purge() == 0
    with time_machine.travel(timezone.now() + timedelta(days=98), tick=False):
        assert preview_links_purge() == 1
    assert not PreviewAnswer.objects.exists()


def test_the_database_wants_words_with_remarks(address: str) -> None:
    link = PreviewLink.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewAnswer.objects.create(link=link, name="М", verdict="remarks", version_at=timezone.now())
