"""Every letter about petitions, rendered as it is sent and read as its recipient reads it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.template.loader import render_to_string

from community.messaging.rendering import message_render
from engagement.models import Petition, RefusalGround, Signature
from engagement.models.petition_states import Decision
from engagement.petitions.conditions import condition_make
from engagement.petitions.letters import counts_differ_letter_enqueue, reminder_letter_enqueue
from engagement.petitions.services.annulment import (
    annulment_consent,
    annulment_propose,
    annulment_undo,
    annulment_undo_propose,
    annulments_carry_on,
)
from engagement.petitions.services.answers import petition_review_start
from engagement.petitions.services.clocks import collections_close, reminders_send
from engagement.petitions.services.moderation import petition_refuse
from engagement.petitions.services.objections import objection_decide, objection_file
from engagement.petitions.services.telling import signers_tell
from tests.engagement.petitions.builders import (
    NETWORK,
    TITLE,
    answer,
    letters,
    officer_make,
    published_petition,
    reach_threshold,
    sign,
    staff_make,
    submitted_petition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("petition_index", "roles")]

MONDAY = datetime.fromisoformat("2026-03-02T10:00:00+02:00")
FOLDERS = sorted(Path(settings.BASE_DIR, "templates", "messages").glob("petition_*"))


def read(template: str) -> tuple[str, str]:
    """Subject and text of the only letter of a kind, checked to say the same in HTML."""
    (letter,) = letters(template)
    content = message_render(message=letter, secrets=letter.secrets)
    for address in letter.secrets.values():
        assert address in content.html
    assert content.text.splitlines()[0] in content.html
    assert "None" not in content.text
    return content.subject, content.text


def answered(decision: Decision = Decision.SUPPORTED) -> Petition:
    return answer(reach_threshold(published_petition(threshold=1)), decision)


def annulled() -> Any:
    petition = published_petition(threshold=9)
    sign(petition)
    annulment = annulment_propose(
        petition=petition, actor=staff_make(), condition=condition_make(network=NETWORK), public_reason="помилка"
    )
    annulment_consent(annulment=annulment, actor=staff_make())
    annulments_carry_on()
    return annulment


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_staff_have_a_name_for_each_letter(folder: Path) -> None:
    name = render_to_string(f"messages/{folder.name}/name.txt").strip()
    assert name
    assert not name.isascii()
    assert {file.name for file in folder.iterdir()} == {"subject.txt", "body.txt", "body.html", "name.txt"}


def test_handing_in_is_confirmed_with_the_day_of_the_decision() -> None:
    with time_machine.travel(MONDAY):
        submitted_petition()
    subject, text = read("petition_submitted")
    assert subject == f"Петицію отримано: {TITLE}"
    assert "Не пізніше 4 березня 2026 року її оприлюднять або відмовлять" in text


def test_publication_names_number_and_last_day() -> None:
    with time_machine.travel(MONDAY):
        petition = published_petition(threshold=3)
    _subject, text = read("petition_published")
    assert "До 31 травня 2026 року включно потрібно зібрати 3 підписи." in text
    assert f"Відкрити петицію:\nhttp://127.0.0.1:8000/petytsii/{petition.slug}/" in text


def test_the_author_reads_the_ground_and_the_reasons_as_they_were_written() -> None:
    petition, ground = submitted_petition(), RefusalGround.objects.get(code="powers")
    petition_refuse(
        petition=petition, actor=staff_make(), ground=ground, reasons="Дорога обласна.\nЇї власник <область>."
    )
    _subject, text = read("petition_refused")
    assert f"Підстава: {ground.title}" in text
    assert "Дорога обласна.\nЇї власник <область>." in text


def test_milestones_speak_of_the_share_and_of_the_goal() -> None:
    petition = published_petition(threshold=4)
    sign(petition)
    reach_threshold(petition)
    (letter,) = letters("petition_milestone")
    assert "зібрала потрібні підписи" in message_render(message=letter, secrets={}).subject
    letter.context.update(percent=25, valid=1)
    content = message_render(message=letter, secrets={})
    assert content.subject == f"Ваша петиція зібрала 25 % підписів: {TITLE}"
    assert "зібрано підписів: 1 із 4." in content.text


def test_the_review_and_its_end() -> None:
    with time_machine.travel(MONDAY):
        answered()
    assert "не довше ніж до 16 березня 2026 року" in read("petition_review")[1]
    assert f"На петицію «{TITLE}» оприлюднено відповідь: петицію підтримано." in read("petition_answered")[1]


def test_a_signer_reads_the_answer_and_how_to_get_no_more() -> None:
    answered(Decision.NOT_SUPPORTED)
    signers_tell()
    subject, text = read("petition_answer_signer")
    assert subject == f"Відповідь на петицію, яку ви підписали: {TITLE}"
    assert "петицію не підтримано" in text
    assert "Більше не отримувати листів про петиції:\nhttp://127.0.0.1:8000/vidpyska/" in text


def test_too_few_signatures_author_and_registry() -> None:
    moderator = officer_make()
    with time_machine.travel(MONDAY):
        petition = published_petition(threshold=5)
        sign(petition)
    with time_machine.travel("2026-06-01T00:00:20+03:00"):
        collections_close()
    assert "було підписів: 1 із 5." in read("petition_failed")[1]
    subject, text = read("petition_appeal")
    assert subject == "До реєстрації як звернення: петиція № 1"
    assert "не пізніше 1 липня 2026 року" in text
    assert letters("petition_appeal")[0].recipient == moderator.email


def test_a_clock_is_announced_once_to_whoever_is_in_charge() -> None:
    moderator = officer_make()
    with time_machine.travel(MONDAY):
        submitted_petition()
        assert reminders_send() == 0
    with time_machine.travel(MONDAY + timedelta(days=2)):
        assert reminders_send() == 1
        assert reminders_send() == 0
    subject, text = read("petition_reminder")
    assert letters("petition_reminder")[0].recipient == moderator.email
    assert subject == f"Строк спливає 4 березня 2026 року: {TITLE}"
    assert "Оприлюдніть петицію або відмовте, вказавши причини." in text


def test_each_clock_asks_for_its_own_step() -> None:
    officer_make()
    petition = reach_threshold(published_petition(threshold=1))
    reminder_letter_enqueue(petition)
    petition_review_start(petition=petition, actor=staff_make())
    reminder_letter_enqueue(petition)
    notice, review = (message_render(message=letter, secrets={}).text for letter in letters("petition_reminder"))
    assert "Оприлюдніть повідомлення про початок розгляду." in notice
    assert "Оприлюдніть відповідь." in review


def test_wrong_counts_alarm_staff() -> None:
    officer_make()
    counts_differ_letter_enqueue([published_petition().pk])
    _subject, text = read("petition_counts_differ")
    assert f"— {TITLE}" in text


def test_an_annulled_signer_reads_why_and_where_to_object() -> None:
    annulment = annulled()
    assert "Причина: помилка" in read("petition_annulled")[1]
    assert "Написати заперечення:\nhttp://127.0.0.1:8000/zaperechennia/" in read("petition_annulled")[1]
    objection = objection_file(signature=Signature.objects.get(), text="Ні.")
    objection_decide(objection=objection, actor=staff_make(), accepted=False, reply="Десять за секунду.")
    _subject, text = read("petition_objection_decided")
    assert "залишається анульованим" in text
    assert "Пояснення:\nДесять за секунду." in text
    annulment_undo_propose(annulment=annulment, actor=staff_make())
    annulment_undo(annulment=annulment, actor=staff_make())
    annulments_carry_on()
    assert "Анулювання вашого підпису" in read("petition_signature_restored")[1]
