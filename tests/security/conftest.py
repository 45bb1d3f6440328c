from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client, override_settings
from django.utils.safestring import SafeString
from pytest_django import DjangoDbBlocker
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from community.accounts import staff_middleware
from community.accounts.models import User
from community.accounts.staff_middleware import is_guarded
from engagement.models import Petition, Poll, Signature, Vote
from home.models import FormPage, HomePage
from tests.security.walk import Values, routes

PASSWORD = "yasna-richka-2"


@dataclass(frozen=True)
class Who:
    """Somebody in front of the site; no name is a stranger."""

    name: str
    username: str = ""

    def client(self, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if self.username:
            client.force_login(User.objects.get(username=self.username))
        return client

    def __str__(self) -> str:
        return self.name


STRANGER = Who("stranger")
RESIDENT = Who("resident", "orysia")
STAFF = tuple(
    Who(name, username)
    for name, username in (
        ("duty", "cherhova"),
        ("author", "avtor"),
        ("editor", "redaktor"),
        ("officer", "zaluchennia"),
        ("administrator", "admin"),
    )
)
ADMINISTRATOR = STAFF[-1]
EVERYBODY = (STRANGER, RESIDENT, *STAFF)


def everybody(*often: str) -> list[Any]:
    """For ``parametrize``: those named walk in every run, the others in a thorough one (``docs/security/walks.md``)."""
    return [
        pytest.param(who, id=who.name, marks=() if who.name in often else pytest.mark.thorough) for who in EVERYBODY
    ]


@pytest.fixture(scope="package")
def demo_community(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo community in one transaction for all tests of this folder: to load it for each would take minutes."""
    with django_db_blocker.unblock(), TemporaryDirectory() as folder:
        holder = transaction.atomic()
        holder.__enter__()
        with override_settings(DATA_DIR=Path(folder)):
            call_command("load_demo", "--password", PASSWORD, stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        holder.__exit__(None, None, None)


@pytest.fixture
def demo(demo_community: None, db: None) -> None:
    """The demo community; what a test changes in it is taken back."""


@pytest.fixture
def home_page(demo: None) -> HomePage:
    """Of the demo community, which is there for the whole folder."""
    return HomePage.objects.get()


@pytest.fixture
def values(demo: None) -> Values:
    """Keys of rows that are there, by the names which parameters of addresses have."""
    picture = get_image_model().objects.first()
    page = Page.objects.live().get(slug="novyny")
    vote, signature = Vote.objects.order_by("pk").first(), Signature.objects.order_by("pk").first()
    assert picture
    assert vote
    assert signature
    return {
        "*": ["1"],
        "page_id": [str(page.pk)],
        "parent_page_id": [str(page.pk)],
        "image_id": [str(picture.pk)],
        "document_id": [str(get_document_model().objects.order_by("pk").values_list("pk", flat=True)[0])],
        "form_page_id": [str(FormPage.objects.all()[0].pk)],
        "petition_id": [str(Petition.objects.published()[0].pk)],
        "user_id": [str(User.objects.get(username="redaktor").pk)],
        "number": [str(Petition.objects.published()[0].number)],
        "slug": [
            *Petition.objects.published().values_list("slug", flat=True)[:1],
            *Poll.objects.values_list("slug", flat=True)[:1],
        ],
        "reference": [str(vote.reference), str(signature.reference)],
        "job_id": ["6f9619ff-8b86-4011-b42d-00c04fc964ff"],
        "app_label": ["engagement"],
        "model_name": ["poll"],
        "section": ["pages"],
        "digest": ["0" * 16],
        "file_format": ["csv"],
        "content_type_app_name": ["news"],
        "content_type_model_name": ["newspage"],
        "path": ["kartka.png"],
    }


def addresses(who: Who, values: Values) -> Iterator[str]:
    """Every address with every key, and a page of each kind.

    Of what the admin's guard refuses a resident by its path, one key a route.
    """
    for route in routes(every_page=False):
        found = route.addresses(values)
        by_path = who is RESIDENT and is_guarded(found[0])
        yield from found[:1] if by_path else found


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard's one page, which knows nothing of what was asked for, is not drawn five hundred times."""
    monkeypatch.setattr(staff_middleware, "render", lambda request, template, status: HttpResponse(status=status))


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers without their HTML, where a walk asks where they lead and what they write: drawing is most of the time.

    Templates are not asked what they would say; the walks that read pages draw them.
    """
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: SafeString(""))


@pytest.fixture(autouse=True)
def _signed_in_by_password_alone() -> Iterator[None]:
    """Staff of the demo have no second factor yet; the doors behind the sign-in are what is tried here."""
    with override_settings(STAFF_SECOND_FACTOR_GRACE_DAYS=365):
        yield
    assert settings.STAFF_SECOND_FACTOR_GRACE_DAYS == 14
