"""Every kind of link that a letter carries is tried at every door for links: it opens its own and no other."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.test import Client

from community.accounts.letters import UNSUBSCRIBE_SALT
from community.accounts.models import User
from community.core.link_tokens import link_token
from engagement.models import Poll, Vote
from engagement.petitions.link_tokens import Purpose
from engagement.polls.services.voting import vote_secrets_renew
from home.models import StandardPage
from home.preview_links.services import preview_link_create
from news.digest.links import Purpose as NewsPurpose
from tests.engagement.petitions.builders import published_petition, resident_make, sign
from tests.engagement.polls.builders import pending_vote
from tests.news.digest.builders import subscribed
from tests.security.conftest import RESIDENT, STRANGER, Who
from tests.security.walk import Route, routes, writes

pytestmark = pytest.mark.any_engine

Tokens = dict[str, str]
# Beginnings of the doors, by what they are for.
DOORS = {
    "address": "/kabinet/poshta/%(key)s/",
    "password": "/kabinet/vidnovlennia/%(uidb36)s-%(key)s/",
    "letters of the account": "/kabinet/vidpyska/%(token)s/",
    "letters of a petition": "/vidpyska/%(token)s/",
    "objection": "/zaperechennia/%(token)s/",
    "news: confirm": "/novyny-lystom/pidtverdzhennia/%(token)s/",
    "news: choices": "/novyny-lystom/nalashtuvannia/%(token)s/",
    "news: end": "/novyny-lystom/vidpyska/%(token)s/",
    "draft": "/chernetka/%(token)s/",
    "vote": "/pidtverdzhennia/%(token)s/",
}
# The address of thanks is below that of the draft.
THANKS = "/diakuiemo/"


@pytest.fixture
def resident(demo: None) -> User:
    return resident_make(email_proven=False)


@pytest.fixture
def tokens(resident: User) -> Tokens:
    """One of each kind, all of one person."""
    address = EmailAddress.objects.get(user=resident)
    signature = sign(published_petition(threshold=9), resident_make())
    subscription = subscribed()
    vote = pending_vote(Poll.objects.running().first() or Poll.objects.all()[0])
    author = User.objects.get(username="avtor")
    _link, draft = preview_link_create(page=StandardPage.objects.all()[0], actor=author, note="", days=3)
    return {
        "address": EmailConfirmationHMAC(address).key,
        "password": default_token_generator.make_token(resident),
        "letters of the account": signing.dumps(resident.pk, salt=UNSUBSCRIBE_SALT),
        "letters of a petition": link_token(Purpose.UNSUBSCRIBE, signature.reference),
        "objection": link_token(Purpose.OBJECT, signature.reference),
        "news: confirm": link_token(NewsPurpose.CONFIRM, subscription.reference),
        "news: choices": link_token(NewsPurpose.CHOICES, subscription.reference),
        "news: end": link_token(NewsPurpose.END, subscription.reference),
        "draft": draft,
        "vote": vote_secrets_renew(vote=vote)["link"].rstrip("/").rpartition("/")[2],
    }


def doors() -> list[Route]:
    found = [route for route in routes() if {"token", "key", "uidb36"} & set(route.names)]
    # Of Wagtail, answered by ours: tests/accounts/test_every_door.py.
    return [route for route in found if not route.template.startswith("/admin/password_reset/")]


def purpose_of(door: Route) -> str:
    [purpose] = [name for name, end in DOORS.items() if matches(door.template.removesuffix(THANKS.lstrip("/")), end)]
    return purpose


def matches(template: str, end: str) -> bool:
    return (
        template.endswith(end) if end.startswith("/pidtverdzhennia") and "novyny" not in template else template == end
    )


def filled(door: Route, token: str, resident: User) -> str:
    poll = Vote.objects.latest("pk").poll
    parts = {"slug": poll.slug, "uidb36": user_pk_to_url_str(resident), "key": quote(token), "token": quote(token)}
    return door.template % {name: parts[name] for name in door.names}


def test_every_door_for_links_is_known(demo: None) -> None:
    assert {purpose_of(door) for door in doors()} == set(DOORS)


@pytest.mark.parametrize("who", [STRANGER, RESIDENT], ids=str)
def test_a_link_opens_no_door_but_its_own(who: Who, tokens: Tokens, resident: User) -> None:
    client, wrong = who.client(), []
    for door in doors():
        for kind, token in tokens.items():
            if kind == purpose_of(door):
                continue
            address = filled(door, token, resident)
            for send in (client.get, client.post):
                with writes() as tables:
                    response = send(address, {"password1": "nova-parolia-2026", "text": "Ні", "frequency": "daily"})
                if (response.status_code not in {404, 405, 410} and "vidnovlennia" not in address) or tables:
                    wrong.append((kind, address, send.__name__, response.status_code, sorted(tables)))
    assert not wrong, "\n".join(map(str, wrong))
    resident.refresh_from_db()
    assert resident.check_password("kalyna-berizka")


def test_each_opens_its_own(tokens: Tokens, resident: User) -> None:
    """Else the test above would pass with links that open nothing."""
    for door in doors():
        if not door.template.endswith(THANKS):
            address = filled(door, tokens[purpose_of(door)], resident)
            assert Client().get(address, follow=True).status_code == 200, address


DAMAGES: list[Callable[[str], str]] = [
    lambda token: token[:-1],
    lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
    lambda token: "A" + token[1:] if token[0] != "A" else "B" + token[1:],
    lambda token: token.swapcase(),
    lambda token: token + "A",
    lambda token: "",
]


@pytest.mark.parametrize("damage", range(len(DAMAGES)))
def test_a_link_that_was_changed_opens_nothing(damage: int, tokens: Tokens, resident: User) -> None:
    for door in doors():
        token = DAMAGES[damage](tokens[purpose_of(door)]) or "0"
        for send in (Client().get, Client().post):
            with writes() as tables:
                response = send(filled(door, token, resident))
            assert not tables, (door, token)
            assert response.status_code in {404, 405, 410} or "vidnovlennia" in door.template, (door, token)


def test_of_another_person_a_recovery_opens_nothing(tokens: Tokens, resident: User) -> None:
    other = resident_make()
    address = f"/kabinet/vidnovlennia/{user_pk_to_url_str(other)}-{tokens['password']}/"
    client = Client()
    page = client.get(address, follow=True)
    client.post(page.redirect_chain[-1][0] if page.redirect_chain else address, {"password1": "nova-parolia-2026"})
    other.refresh_from_db()
    assert other.check_password("kalyna-berizka")
