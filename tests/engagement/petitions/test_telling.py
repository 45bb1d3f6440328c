"""Everybody who signed hears the answer, once, and can end such letters by one click."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from community.accounts.models import User
from community.core.link_tokens import link_token, reference_of
from community.messaging.delivery import message_deliver
from community.messaging.services import message_resend
from engagement.models import Petition, Signature
from engagement.petitions.link_tokens import Purpose
from engagement.petitions.services import telling
from engagement.petitions.services.signing import signature_withdraw
from engagement.petitions.services.telling import signers_tell
from tests.engagement.petitions.builders import (
    answer,
    letters,
    published_petition,
    reach_threshold,
    resident_make,
    sign,
    staff_make,
)
from tests.services.mail_server import MailServer

pytestmark = pytest.mark.django_db


def answered_petition(*signers: User, threshold: int = 1) -> Petition:
    petition = published_petition(threshold=threshold)
    for signer in signers:
        sign(petition, signer)
    return answer(reach_threshold(petition))


def unsubscribe_address() -> str:
    (letter,) = letters("petition_answer_signer")
    return str(letter.secrets["unsubscribe_link"]).removeprefix("http://127.0.0.1:8000")


def test_every_signer_hears_once_and_in_portions(settings: Settings) -> None:
    settings.PETITION_ANSWER_LETTERS = 2
    petition = answered_petition(threshold=5)
    assert [signers_tell() for _tick in range(4)] == [2, 2, 1, 0]
    told = [letter.recipient for letter in letters("petition_answer_signer")]
    assert sorted(told) == sorted(petition.signatures.values_list("signer__email", flat=True))


def test_who_does_not_hear() -> None:
    petition = published_petition(threshold=1)
    assert petition.author
    withdrawn, silent, blocked, unproven, gone = (resident_make() for _resident in range(5))
    for signer in (petition.author, withdrawn, silent, blocked, unproven, gone):
        sign(petition, signer)
    signature_withdraw(petition=petition, signer=withdrawn)
    User.objects.filter(pk=silent.pk).update(wants_letters=False)
    User.objects.filter(pk=blocked.pk).update(is_active=False)
    EmailAddress.objects.filter(user=unproven).update(verified=False)
    gone.delete()
    answer(reach_threshold(petition))
    assert signers_tell() == 1
    # The author heard at once; of all these only the last, who made the threshold, remains.
    assert len(letters("petition_answered")) == 1
    assert letters("petition_answer_signer")[0].recipient not in {withdrawn.email, silent.email, petition.author.email}


def test_an_old_answer_is_no_news() -> None:
    answered_petition()
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert signers_tell() == 0


def test_a_crash_in_the_middle_of_a_batch_leaves_claims_and_letters_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_petition(threshold=3)
    written = telling.answer_letter_enqueue

    def fail_at_the_last(signature: Signature) -> None:
        if len(letters("petition_answer_signer")) == 2:
            raise ConnectionError
        written(signature)

    monkeypatch.setattr(telling, "answer_letter_enqueue", fail_at_the_last)
    with pytest.raises(ConnectionError), transaction.atomic():
        signers_tell()
    assert letters("petition_answer_signer") == []
    assert not Signature.objects.filter(told_at__isnull=False).exists()
    monkeypatch.setattr(telling, "answer_letter_enqueue", written)
    assert signers_tell() == 3


def test_the_letter_carries_the_one_click_headers(mail_server: MailServer, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    answered_petition()
    signers_tell()
    (letter,) = letters("petition_answer_signer")
    address = letter.secrets["unsubscribe_link"]
    message_deliver(message_id=letter.pk, attempts=0)
    (received,) = mail_server.letters
    assert "".join(str(received["List-Unsubscribe"]).split()) == f"<{address}>"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    letter.refresh_from_db()
    assert letter.secrets == {"unsubscribe_link": ""}
    again = message_resend(message=letter, actor=staff_make())
    assert again.secrets["unsubscribe_link"] == address


def test_a_mail_program_unsubscribes_by_one_post_without_cookies(home_page: None) -> None:
    answered_petition()
    signers_tell()
    program = Client(enforce_csrf_checks=True)
    response = program.post(unsubscribe_address(), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not response.cookies
    signature = Signature.objects.get()
    assert signature.unsubscribed_at is not None
    assert signature.signer
    assert signature.signer.wants_letters is False
    first = signature.unsubscribed_at
    program.post(unsubscribe_address())
    signature.refresh_from_db()
    assert signature.unsubscribed_at == first


def test_opening_the_link_asks_and_changes_nothing(home_page: None) -> None:
    answered_petition()
    signers_tell()
    response = Client().get(unsubscribe_address())
    assert "Більше не отримувати листів про петиції?" in response.content.decode()
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert not Signature.objects.filter(unsubscribed_at__isnull=False).exists()


def test_a_token_is_good_for_one_purpose_and_one_signature(home_page: None) -> None:
    signature = sign(published_petition(threshold=9))
    token = link_token(Purpose.OBJECT, signature.reference)
    assert reference_of(Purpose.OBJECT, token) == signature.reference
    forged = urlsafe_b64encode(signature.reference.bytes + b"0" * 32).decode()
    for foreign in (token, forged, "", "кирилиця", token[:-4], "A" * 500):
        assert reference_of(Purpose.UNSUBSCRIBE, foreign) is None
    response = Client().get(f"/vidpyska/{token}/")
    assert response.status_code == 404
    assert "Це посилання не працює" in response.content.decode()


def test_links_outlive_a_rotated_key(settings: Settings) -> None:
    reference, former = uuid4(), settings.SECRET_KEY
    token = link_token(Purpose.UNSUBSCRIBE, reference)
    settings.SECRET_KEY = "another"
    assert reference_of(Purpose.UNSUBSCRIBE, token) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert reference_of(Purpose.UNSUBSCRIBE, token) == reference


def test_an_author_who_wants_no_letters_gets_only_those_the_law_asks_for() -> None:
    author = resident_make(wants_letters=False)
    answer(reach_threshold(published_petition(author, threshold=1)))
    assert letters("petition_milestone") == []
    assert [letter.recipient for letter in letters("petition_answered")] == [author.email]
