"""From the threshold to what was done: review, hearings, the head's answer; and the appeal of a missed threshold."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text

from community.accounts.models import User
from community.accounts.roles import OFFICER
from engagement.models import Petition
from engagement.models.petition_states import AnswerState, Collection, Decision
from engagement.petitions.services.clocks import collections_close
from tests.conftest import SignIn
from tests.engagement.petitions.builders import letters, published_petition, reach_threshold
from tests.engagement.petitions.desk.test_moderation import desk, said, text


@pytest.fixture
def reached(roles: None) -> Petition:
    return reach_threshold(published_petition(threshold=1))


def answer_form(**changes: Any) -> dict[str, Any]:
    return {
        "decision": "supported",
        "text": rich_text("<p>Дорогу відремонтують у травні.</p>"),
        "signed_by": "Голова громади Ірина Бондар",
        "document": "",
        **changes,
    }


def test_the_desk_leads_a_petition_from_the_threshold_to_what_was_done(officer: Client, reached: Petition) -> None:
    assert "Розпочати розгляд" in text(officer.get(desk("inspect", reached)))
    started = officer.post(desk("start-review", reached), follow=True)
    assert "розгляд розпочато" in said(started)[0]
    assert len(letters("petition_review")) == 1

    reached.refresh_from_db()
    assert reached.due_at
    until = timezone.localdate(reached.due_at) + timedelta(days=20)
    early = officer.post(desk("hearings", reached), {"until": timezone.localdate(), "reason": "Слухання."})
    assert "Слухання можуть лише подовжити розгляд" in text(early)
    slip = officer.post(desk("hearings", reached), {"until": "2206-12-01", "reason": "Слухання."})
    assert "Переконайтеся, що це значення менше" in text(slip)
    later = officer.post(desk("hearings", reached), {"until": until, "reason": "Просять у петиції."}, follow=True)
    assert "Розгляд подовжено" in said(later)[0]
    assert "Просять у петиції." in text(later)

    empty = officer.post(desk("answer", reached), answer_form(decision="", signed_by=""))
    assert text(empty).count("Це поле необхідно заповнити") == 2
    assert json.dumps("Дорогу відремонтують у травні.").strip('"') in text(empty)
    wordless = officer.post(desk("answer", reached), answer_form(text=rich_text("<p></p>")))
    assert "Напишіть текст: він ще порожній." in text(wordless)
    answered = officer.post(desk("answer", reached), answer_form(), follow=True)
    assert "Відповідь оприлюднено" in said(answered)[0]
    reached.refresh_from_db()
    assert (reached.answer, reached.decision) == (AnswerState.ANSWERED, Decision.SUPPORTED)
    assert "Голова громади Ірина Бондар" in text(answered)
    assert "Дорогу відремонтують у травні." in text(answered)

    twice = officer.post(desk("answer", reached), answer_form(decision="not_supported"), follow=True)
    assert "Хтось уже це зробив" in said(twice)[0]

    tomorrow = timezone.localdate() + timedelta(days=1)
    deed = {"done_on": tomorrow, "text": rich_text("<p>Покладено асфальт.</p>"), "document": ""}
    assert "Цей день ще не настав" in text(officer.post(desk("deed", reached), deed))
    officer.post(desk("deed", reached), {**deed, "done_on": timezone.localdate()})
    assert "Покладено асфальт." in reached.deeds.get().text


def test_who_may_moderate_need_not_be_who_answers(sign_in: SignIn, reached: Petition) -> None:
    clerk = sign_in(OFFICER)
    clerk.post(desk("start-review", reached))
    user = User.objects.get(pk=clerk.session["_auth_user_id"])
    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename="answer_petition"))
    assert "Оприлюднити відповідь голови" not in text(clerk.get(desk("inspect", reached)))
    refused = clerk.post(desk("answer", reached), answer_form(), follow=True)
    assert "немає доступу до цього розділу" in said(refused)[0]
    reached.refresh_from_db()
    assert reached.answer == AnswerState.UNDER_REVIEW


def test_an_appeal_is_closed_once_its_author_was_answered(sign_in: SignIn) -> None:
    petition = published_petition(threshold=5)
    assert petition.collecting_until
    with time_machine.travel(petition.collecting_until + timedelta(minutes=1), tick=False):
        collections_close()
        # Whoever signed in three months ago would have to sign in again.
        officer = sign_in(OFFICER)
        page = text(officer.get(desk("inspect", petition)))
        assert "Відповісти як на звернення" in page
        closed = officer.post(desk("close-appeal", petition), follow=True)
    assert "Звернення закрито" in said(closed)[0]
    petition.refresh_from_db()
    assert (petition.collection, petition.due_at) == (Collection.CLOSED, None)
