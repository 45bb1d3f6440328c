"""A site with a petitions page, and residents who look at it."""

from collections.abc import Callable

import pytest
from django.test import Client

from community.accounts.models import User
from engagement.models import Petition, PetitionIndexPage
from home.models import HomePage
from tests.engagement.petitions.builders import published_petition, resident_make

SignedIn = Callable[[User], Client]


@pytest.fixture
def petition_index(home_page: HomePage) -> PetitionIndexPage:
    """A home page with the petitions page under it."""
    return home_page.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))


@pytest.fixture
def petition(petition_index: PetitionIndexPage) -> Petition:
    """A petition that collects and needs three signatures."""
    return published_petition()


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which somebody has signed in, through whatever door."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def resident() -> User:
    """Somebody with both proofs."""
    return resident_make()


@pytest.fixture
def browser(resident: User, signed_in: SignedIn) -> Client:
    """In which the resident has signed in."""
    return signed_in(resident)
