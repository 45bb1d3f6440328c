"""Polls as staff meet them."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from community.messaging.services import message_resend
from engagement.models import Poll, PollOption, Vote
from engagement.models.poll import ResultsPromise
from tests.engagement.polls.builders import (
    OPTIONS,
    close,
    confirmed_vote,
    last_letter,
    letter_path,
    pending_vote,
    poll_make,
    text,
)

ADD = "wagtailsnippets_engagement_poll:add"
EDIT = "wagtailsnippets_engagement_poll:edit"
DELETE = "wagtailsnippets_engagement_poll:delete"
PREVIEW = "wagtailsnippets_engagement_poll:preview_on_edit"
LIST = "wagtailsnippets_engagement_poll:list"


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    user = get_user_model().objects.create_superuser("editor", "editor@example.com", "pass-of-tests")
    client.force_login(user)
    return client


def form(poll: Poll | None = None, **changes: object) -> dict[str, str]:
    options = [{"id": o.pk, "text": o.text} for o in PollOption.objects.filter(poll=poll)] if poll else []
    values = {
        "question": "Що ремонтувати насамперед?",
        "slug": "",
        "description": rich_text("<p>Опис</p>"),
        "kind": "single",
        "max_choices": "1",
        "opens_at": (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M"),
        "closes_at": (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%d %H:%M"),
        "options_order": "fixed",
        "results_promise": "after_vote",
        "options": inline_formset(options or [{"text": t} for t in OPTIONS], initial=len(options)),
        "action-publish": "1",
    }
    return nested_form_data({**values, **changes})


def test_an_editor_writes_and_publishes_a_poll(editor: Client, poll_index: object) -> None:
    assert "Опитування" in text(editor.get(reverse(LIST)))
    answer = editor.post(reverse(ADD), form(), follow=True)
    poll = Poll.objects.get()
    assert poll.live
    assert poll.slug == "shcho-remontuvaty-nasampered"
    assert [o.text for o in poll.options.all()] == list(OPTIONS)
    assert "Що ремонтувати насамперед?" in text(answer)
    assert "Дорогу до школи" in text(editor.get("/opytuvannia/shcho-remontuvaty-nasampered/"))


def test_an_unfinished_draft_is_kept(editor: Client, poll_index: object) -> None:
    data = form(question="Чернетка")
    del data["action-publish"]
    editor.post(reverse(ADD), data)
    assert not Poll.objects.get().live
    assert editor.get("/opytuvannia/chernetka/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": "Інше?"}, "обіцянку щодо результатів змінити не можна"),
        (
            {"results_promise": "live"},
            "обіцянку щодо результатів змінити не можна",
        ),
        (
            {"options": inline_formset([{"text": "А"}, {"text": "Б"}])},
            "У цьому опитуванні вже голосували, тому варіанти відповідей змінити не можна",
        ),
    ],
)
def test_a_frozen_change_is_refused_with_its_reason(
    editor: Client, poll: Poll, changes: dict[str, object], reason: str
) -> None:
    confirmed_vote(poll)
    url = reverse(EDIT, args=[poll.pk])
    answer = editor.post(url, form(poll, slug=poll.slug, description=rich_text(""), **changes))
    assert answer.status_code == 200
    assert reason in text(answer)
    assert Poll.objects.get().question == "Що ремонтувати насамперед?"
    assert [o.text for o in PollOption.objects.all()] == list(OPTIONS)


def as_stored(poll: Poll) -> dict[str, object]:
    """The dates of a poll as the editor's fields show them: without seconds."""
    shown = {name: timezone.localtime(getattr(poll, name)) for name in ("opens_at", "closes_at")}
    return {name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in shown.items()}


def test_what_people_vote_by_is_saved_again_as_it_was(editor: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    data = form(poll, slug=poll.slug, description=rich_text(""), **as_stored(poll))
    assert editor.post(reverse(EDIT, args=[poll.pk]), data).status_code == 302
    saved = Poll.objects.get()
    assert (saved.opens_at, saved.closes_at) == (poll.opens_at, poll.closes_at)


@pytest.mark.parametrize("days", [-1, 30])
def test_the_end_of_a_voted_poll_does_not_move_in_the_editor(editor: Client, poll: Poll, days: int) -> None:
    confirmed_vote(poll)
    moved = (timezone.localtime(poll.closes_at) + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")
    data = form(poll, slug=poll.slug, description=rich_text(""), **{**as_stored(poll), "closes_at": moved})
    answer = editor.post(reverse(EDIT, args=[poll.pk]), data)
    assert answer.status_code == 200
    assert "його завершення тут не перенести" in text(answer)
    assert Poll.objects.get().closes_at == poll.closes_at


@pytest.mark.parametrize("promise", list(ResultsPromise))
def test_staff_see_results_no_earlier_than_promised(
    editor: Client, poll_index: object, promise: ResultsPromise
) -> None:
    poll = poll_make(results_promise=promise)
    confirmed_vote(poll)
    url = reverse(EDIT, args=[poll.pk])
    assert ("Проголосувала 1 людина" in text(editor.get(url))) == (promise == ResultsPromise.LIVE)
    assert ("Результати приховано" in text(editor.get(url))) == (promise != ResultsPromise.LIVE)
    close(poll)
    assert "Проголосувала 1 людина" in text(editor.get(url))


def test_an_end_typed_into_a_draft_or_a_preview_opens_no_results(editor: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    past = (timezone.localtime() - timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M")
    draft = form(poll, slug=poll.slug, description=rich_text(""), **{**as_stored(poll), "closes_at": past})
    del draft["action-publish"]
    url, preview = (reverse(name, args=[poll.pk]) for name in (EDIT, PREVIEW))
    assert not editor.post(preview, draft).json()["is_valid"]
    assert "Проголосувала" not in text(editor.get(preview))
    assert "його завершення тут не перенести" in text(editor.post(url, draft))
    # A draft from before the first vote carries whatever end it had.
    poll.closes_at = timezone.now() - timedelta(minutes=5)
    poll.save_revision(clean=False)
    edited = text(editor.get(url))
    assert "Результати приховано" in edited
    assert "Проголосувала" not in edited


def test_a_poll_with_votes_is_not_deleted_and_the_reason_is_said(editor: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    bulk = reverse("wagtail_bulk_action", args=["engagement", "poll", "delete"])
    for url in (reverse(DELETE, args=[poll.pk]), f"{bulk}?id={poll.pk}"):
        assert "вже голосували, тому видалити його не можна" in text(editor.post(url, follow=True))
    assert Vote.objects.confirmed().count() == 1


def test_a_poll_without_votes_can_be_deleted(editor: Client, poll: Poll) -> None:
    editor.post(reverse(DELETE, args=[poll.pk]))
    assert not Poll.objects.exists()


def test_the_list_filters_by_status(editor: Client, poll: Poll) -> None:
    assert poll.question in text(editor.get(reverse(LIST), {"status": "running"}))
    assert "Дорогу" not in text(editor.get(reverse(LIST), {"status": "closed"}))
    assert poll.question not in text(editor.get(reverse(LIST), {"status": "closed"}))


def test_a_poll_can_be_previewed(poll: Poll) -> None:
    response = poll.make_preview_request()
    assert response.status_code == 200
    assert "Парк біля річки" in text(response)


def test_a_letter_sent_again_has_a_new_link_and_code(client: Client, poll: Poll) -> None:
    pending_vote(poll)
    letter = last_letter()
    old = letter_path(letter)
    type(letter).objects.filter(pk=letter.pk).update(
        state="sent", sent_at=timezone.now(), next_attempt_at=None, secrets=letter.scrubbed_secrets()
    )
    letter.refresh_from_db()
    actor = get_user_model().objects.create_superuser("staff", "staff@example.com", "pass-of-tests")
    again = message_resend(message=letter, actor=actor)
    assert again.recipient == "olena@example.com"
    assert client.post(old).status_code == 404
    assert "голос підтверджено" in text(client.post(letter_path(again), follow=True))
    assert Vote.objects.confirmed().count() == 1
