"""A form takes the fields it shows: whatever else is sent with it changes nothing."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.forms import model_to_dict
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from engagement.models import Petition, Poll, Vote
from home.models import HomePage
from news.models import NewsPage, NewsSubscription
from tests.accounts.builders import EMAIL, FORM, register, resident_make
from tests.engagement.petitions.builders import draft_make
from tests.security.conftest import Who

CHOSEN = {"last_name", "first_name", "patronymic", "settlement", "wants_letters"}
# Names that every Wagtail and Django form could know, with values that would give power if they were taken.
POWER: dict[str, Any] = {
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "on",
    "groups": ["1", "2", "3", "4", "5"],
    "user_permissions": ["1", "2", "3"],
    "username": "admin",
    "phone": "+380671112233",
    "phone_proven_at": timezone.now().isoformat(),
    "times_locked": "9",
    "date_joined": "2000-01-01",
    "password": "zlamana-parolia",
    "id": "1",
    "pk": "1",
}


def everything(user: User) -> dict[str, Any]:
    user.refresh_from_db()
    kept = model_to_dict(user) | {"password": user.password, "phone": user.phone, "proven": user.phone_proven_at}
    kept["groups"] = list(user.groups.values_list("pk", flat=True))
    return {name: value for name, value in kept.items() if name not in CHOSEN}


def test_a_profile_changes_only_what_it_shows(home_page: HomePage) -> None:
    user, client = resident_make(), Client()
    client.force_login(user)
    before = everything(user)
    names = {name: FORM[name] for name in ("last_name", "first_name", "patronymic", "settlement")}
    assert client.post("/kabinet/dani/", {**names, "email": "evil@example.com", **POWER}).status_code == 302
    assert everything(user) == before
    assert user.last_name == FORM["last_name"]


def test_a_registration_makes_a_resident_and_nothing_more(home_page: HomePage) -> None:
    register(Client(), **{name: value for name, value in POWER.items() if name not in {"phone", "groups"}}, groups="1")
    user = User.objects.get(email=EMAIL)
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert not user.groups.exists()
    assert not user.user_permissions.exists()
    assert (user.phone_proven_at, user.username == "admin") == (None, False)
    assert not EmailAddress.objects.filter(user=user, verified=True).exists()


def test_a_draft_stays_its_author_s_and_a_draft(demo: None) -> None:
    petition = draft_make()
    foreign = User.objects.get(username="orysia")
    client = Client()
    assert petition.author
    client.force_login(petition.author)
    page = Petition._meta.get_field("publication")
    fields = {
        "title": "Інша назва",
        "text": "Інший текст",
        "author": foreign.pk,
        "author_id": foreign.pk,
        "publication": "published",
        "collection": "open",
        "answer": "answered",
        "number": "1",
        "slug": "persha",
        "threshold": "1",
        "published_at": timezone.now().isoformat(),
        "reference": "6f9619ff-8b86-4011-b42d-00c04fc964ff",
    }
    before = model_to_dict(petition)
    client.post(f"/petytsii/chernetka/{petition.reference}/zminyty/", fields)
    petition.refresh_from_db()
    changed = {name for name, value in model_to_dict(petition).items() if value != before[name]}
    assert changed <= {"title", "text", "lemmas"}
    assert petition.title == "Інша назва"
    assert page.value_from_object(petition) == "draft"


def test_a_vote_counts_only_when_its_letter_is_answered(demo: None) -> None:
    poll = Poll.objects.running()[0]
    client = Client()
    fields = {
        "email": "vote@example.com",
        "choice": [poll.options.all()[0].pk],
        "step": "send",
        "state": "confirmed",
        "confirmed_at": timezone.now().isoformat(),
        "voter_key": "0",
        "receipt": "AAAA-AAAA-AAAA",
        "flag_reason": "",
        "network": "203.0.113.0/24",
    }
    client.post(f"/opytuvannia/{poll.slug}/holos/", fields)
    vote = Vote.objects.get(email="vote@example.com")
    assert (vote.state, vote.confirmed_at, vote.receipt) == ("pending", None, None)
    assert vote.network == "127.0.0.0/24"


def test_a_subscription_waits_for_its_letter(home_page: HomePage) -> None:
    Client().post(
        "/novyny-lystom/",
        {
            "email": "a@example.com",
            "frequency": "daily",
            "confirmed_at": "2026-01-01",
            "is_confirmed": "on",
        },
    )
    assert NewsSubscription.objects.get().confirmed_at is None


def test_an_author_publishes_nothing_by_fields_of_the_form(demo: None) -> None:
    client = Who("author", "avtor").client()
    index = NewsPage.objects.live()[0].get_parent()
    before = NewsPage.objects.live().count()
    words = {"title": "Сама себе", "slug": "sama-sebe", "lead": "Л", "body-count": "0"}
    fields = {**words, "live": "on", "action-publish": "1", "owner": "1", "locked": "on", "first_published_at": "2020"}
    client.post(f"/admin/pages/add/news/newspage/{index.pk}/", fields)
    assert NewsPage.objects.live().count() == before


@pytest.mark.parametrize("username", ["avtor", "redaktor", "zaluchennia", "cherhova"])
def test_staff_give_themselves_nothing_on_their_own_page(username: str, demo: None) -> None:
    user = User.objects.get(username=username)
    client = Client()
    client.force_login(user)
    before = everything(user)
    prefixed = {f"{part}-{name}": value for part in ("name_email", "locale", "avatar") for name, value in POWER.items()}
    client.post("/admin/account/", {**POWER, **prefixed, "name_email-first_name": "Я", "name_email-last_name": "Я"})
    assert everything(user) == before


def test_an_administrator_makes_nobody_more_than_an_administrator(demo: None) -> None:
    """The role gives every right the site has; what stands above it is for whoever holds the server."""
    boss = User.objects.get(username="admin")
    boss.is_superuser = False
    boss.save()
    client = Client()
    client.force_login(boss)
    fields = {"username": "admin", "email": boss.email, "first_name": "А", "last_name": "Б", "is_active": "on",
              "is_superuser": "on", "groups": [str(pk) for pk in boss.groups.values_list("pk", flat=True)]}  # fmt: skip
    client.post(f"/admin/users/edit/{boss.pk}/", fields)
    client.post("/admin/users/new/", {**fields, "username": "novyi", "email": "novyi@example.com",
                                      "password1": "nova-parolia-2026", "password2": "nova-parolia-2026"})  # fmt: skip
    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.filter(username="novyi").exists()


def test_an_administrator_takes_over_nobody_who_stands_above(demo: None) -> None:
    boss = User.objects.get(username="admin")
    client = Client()
    helper = User.objects.create_user("helper", "helper@example.org", "kalyna-berizka")
    helper.groups.set(boss.groups.all())
    client.force_login(helper)
    before = everything(boss)
    fields = {"username": "admin", "email": "evil@example.com", "first_name": "А", "last_name": "Б", "is_active": "on",
              "password1": "nova-parolia-2026", "password2": "nova-parolia-2026", "groups": []}  # fmt: skip
    assert client.post(f"/admin/users/edit/{boss.pk}/", fields).status_code in {302, 403}
    client.post(f"/admin/users/delete/{boss.pk}/")
    for action in ("delete", "set_active_state", "assign_role"):
        client.post(f"/admin/bulk/accounts/user/{action}/?id={boss.pk}", {"mark_as_active": "", "role": "1"})
    assert everything(boss) == before
