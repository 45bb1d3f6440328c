from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, OFFICER, Role

SignIn = Callable[[Role], Client]


@pytest.fixture
def roles(db: Any) -> None:
    call_command("sync_roles", verbosity=0)


@pytest.fixture
def sign_in(roles: None) -> SignIn:
    """Sign in as somebody of the given role."""

    def sign_in_as(role: Role) -> Client:
        user = User.objects.create_user(f"role{User.objects.count()}", password="kalyna-berizka")
        user.groups.add(Group.objects.get(name=role.name))
        client = Client()
        client.force_login(user)
        return client

    return sign_in_as


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in(OFFICER)


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    return sign_in(ADMINISTRATOR)


@pytest.fixture
def editor(sign_in: SignIn) -> Client:
    return sign_in(EDITOR)


@pytest.fixture
def author(sign_in: SignIn) -> Client:
    return sign_in(AUTHOR)
