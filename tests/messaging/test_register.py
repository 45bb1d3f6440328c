"""What staff see of messages, and sending them again."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import ModelLogEntry, Site

from community.accounts.models import User
from community.core.models import CommunitySettings
from community.messaging import registry, tasks
from community.messaging.exceptions import MessageResendError
from community.messaging.models import Channel, Message, State
from community.messaging.registry import register_renewal
from community.messaging.rendering import MASK
from community.messaging.selectors import message_preview
from community.messaging.services import message_resend
from tests.messaging.conftest import SECRETS
from tests.messaging.faulty_mail_server import FaultyMailServer

Make = Callable[..., Message]
Deliver = Callable[[Message], Message]


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer", password="demo-password-1")


@pytest.fixture
def _no_renewals() -> Iterator[None]:
    before = dict(registry._renewals)
    yield
    registry._renewals.clear()
    registry._renewals.update(before)


def test_staff_read_the_letter_but_not_its_code(smtp: FaultyMailServer, letter: Make, deliver: Deliver) -> None:
    message = letter()
    for _waiting_then_sent in range(2):
        preview = message_preview(message)
        assert preview is not None
        assert preview.subject == "Підтвердьте: Де поставити лавки?"
        for body in (preview.text, preview.html):
            assert "Де поставити лавки?" in body
            assert MASK in body
            assert not any(secret in body for secret in SECRETS.values())
        deliver(message)
    assert message.state == State.SENT


def test_the_demo_shows_the_code(smtp: FaultyMailServer, letter: Make, deliver: Deliver, settings: Settings) -> None:
    settings.OUTBOX_KEEP_SECRETS = True
    preview = message_preview(deliver(letter()))
    assert preview is not None
    assert SECRETS["code"] in preview.text


def test_a_letter_reads_well_in_both_forms(letter: Make, settings: Settings) -> None:
    settings.OUTBOX_KEEP_SECRETS = True
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "x", "root_page_id": 1})
    community = CommunitySettings.for_site(Site.objects.get(is_default_site=True))
    community.name = "Кам'янська громада"
    community.save()
    preview = message_preview(letter(context={"question": "П'ять лавок?"}))
    assert preview is not None
    assert preview.text == (
        "Підтвердьте: П'ять лавок?\n\n"
        "Ви обрали відповідь на питання «П'ять лавок?».\n\n"
        f"Підтвердити:\n{SECRETS['link']}\n\n"
        "Ваш код: 482913\n\n"
        "Якщо це були не Ви, нічого не робіть.\n\n"
        "-- \nКам'янська громада\nhttp://127.0.0.1:8000\n"
    )
    assert preview.html.index("Ваш код: 482913") < preview.html.index("<h1")
    assert f'href="{SECRETS["link"]}"' in preview.html
    assert 'lang="uk"' in preview.html
    assert "prefers-color-scheme: dark" in preview.html
    assert "{#" not in preview.html


def test_a_failed_message_is_tried_anew_with_its_old_code(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, officer: User
) -> None:
    smtp.answer = "550 refused"
    message = deliver(letter())
    again = message_resend(message=message, actor=officer)
    assert (again.pk, again.state, again.attempts, again.secrets) == (message.pk, State.QUEUED, 0, SECRETS)
    smtp.recover()
    assert deliver(again).state == State.SENT

    entry = ModelLogEntry.objects.get(action="messaging.resend")
    assert (entry.user, entry.object_id) == (officer, str(message.pk))
    assert entry.message == "Повідомлення надіслано повторно"
    assert "iryna" not in entry.label + str(entry.data)


@pytest.mark.usefixtures("_no_renewals")
def test_a_sent_message_is_followed_by_one_with_a_new_code(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, officer: User
) -> None:
    register_renewal("example", lambda message: {"code": "777000", "link": f"https://h.example/{message.about}"})
    first = deliver(letter(about="vote-1"))
    second = deliver(message_resend(message=first, actor=officer))
    assert (second.resend_of, second.state) == (first, State.SENT)
    text = smtp.letters[1].get_body(("plain",))
    assert text is not None
    assert "777000" in text.get_content()
    assert "https://h.example/vote-1" in text.get_content()
    assert second.secrets == {"code": "", "link": ""}


@pytest.mark.usefixtures("_no_renewals")
def test_a_sent_message_nobody_can_renew_is_refused_in_ukrainian(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, officer: User
) -> None:
    message = deliver(letter())
    with pytest.raises(MessageResendError, match="його код стерто після надсилання"):
        message_resend(message=message, actor=officer)
    assert Message.objects.count() == 1
    assert not ModelLogEntry.objects.filter(action="messaging.resend").exists()


def test_a_sent_message_without_secrets_is_simply_repeated(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, officer: User
) -> None:
    deliver(message_resend(message=deliver(letter(secrets=None)), actor=officer))
    assert len(smtp.letters) == 2


def test_a_message_on_its_way_is_not_sent_again(letter: Make, officer: User) -> None:
    with pytest.raises(MessageResendError, match="Це повідомлення вже надсилається"):
        message_resend(message=letter(), actor=officer)


def test_old_messages_keep_only_that_they_were_sent(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, officer: User, settings: Settings
) -> None:
    settings.OUTBOX_RETENTION_DAYS = 30
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        old, waiting = deliver(letter()), letter()
    fresh = deliver(letter())
    tasks.messages_erase()
    for message in (old, waiting, fresh):
        message.refresh_from_db()
    assert (old.state, old.recipient, old.context, old.secrets) == (State.SENT, "", {}, {})
    assert message_preview(old) is None
    assert waiting.recipient == fresh.recipient == "iryna@example.org"
    with pytest.raises(MessageResendError, match="його одержувача та вміст уже стерто"):
        message_resend(message=old, actor=officer)


def test_a_register_row_names_the_template_and_masks_the_recipient(letter: Make) -> None:
    message = letter()
    assert str(message) == f"example {message.public_id}"
    assert message.masked_recipient == "i•••@example.org"
    sms = letter(channel=Channel.SMS, template="example_sms", recipient="+380671234567")
    assert sms.masked_recipient == "+380•••67"
