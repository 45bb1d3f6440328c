"""Who may come to the screens of the desk, and that looking changes nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from community.accounts.models import User
from engagement.models import Invalidation, Poll, PollEvent, Vote
from engagement.polls.services.review import votes_invalidate
from tests.engagement.polls.builders import burst

ACTS = ("close_early", "look_early", "make_copy")


@pytest.fixture
def decided(poll: Poll, db: None) -> Invalidation:
    burst(poll, 6)
    actor = User.objects.create_user("decider")
    return votes_invalidate(
        poll=poll,
        condition={"domain": "burst.example"},
        expected=6,
        cause="other",
        public_reason="Перевірка",
        actor=actor,
    )


def screens(decision: Invalidation) -> list[str]:
    poll = decision.poll_id
    return [
        reverse("held_votes:index"),
        reverse("held_votes:poll", args=[poll]),
        reverse("held_votes:undo", args=[poll, decision.pk]),
        *(reverse(f"wagtailsnippets_engagement_poll:{act}", args=[poll]) for act in ACTS),
    ]


def with_rights(*names: str) -> Client:
    user = User.objects.create_user("few", password="kalyna-berizka")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *names]))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ["author", "editor"])
def test_other_roles_are_turned_away(request: pytest.FixtureRequest, role: str, decided: Invalidation) -> None:
    client = request.getfixturevalue(role)
    for url in screens(decided):
        for send in (client.get, client.post):
            assert send(url).status_code in {302, 403}, url
    assert PollEvent.objects.count() == 1
    assert Poll.objects.count() == 1


def test_a_stranger_is_sent_to_sign_in(client: Client, decided: Invalidation) -> None:
    assert {client.get(url).status_code for url in screens(decided)} == {302}


def test_who_only_sees_decides_nothing(decided: Invalidation) -> None:
    client = with_rights("view_invalidation", "view_poll")
    url = reverse("held_votes:poll", args=[decided.poll_id])
    page = client.get(url)
    assert page.status_code == 200
    assert "Показати, скільки це голосів" not in page.content.decode()
    assert client.post(url, {"decision": "release"}).status_code == 302
    assert client.get(reverse("held_votes:undo", args=[decided.poll_id, decided.pk])).status_code == 302


def test_looking_changes_nothing(officer: Client, decided: Invalidation) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in (Poll, Vote, Invalidation, PollEvent)]
    for url in screens(decided):
        assert officer.get(url).status_code == 200, url
    assert before == [list(model.objects.order_by("pk").values()) for model in (Poll, Vote, Invalidation, PollEvent)]


@pytest.mark.parametrize(("name", "keys"), [("poll", 1), ("undo", 2)])
@pytest.mark.parametrize("key", [0, 10**9])
def test_unknown_polls_are_not_found(officer: Client, name: str, keys: int, key: int) -> None:
    assert officer.get(reverse(f"held_votes:{name}", args=[key] * keys)).status_code == 404
