import pytest
from django.test import Client

from community.accounts.models import User
from community.accounts.roles import DUTY
from tests.conftest import SignIn


@pytest.fixture
def duty(sign_in: SignIn) -> Client:
    """Whoever watches the phone of the community on a Saturday."""
    return sign_in(DUTY)


def who(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])
