"""Signing in with a password and a code, as members of staff do."""

import re

from django.test import Client
from django.urls import reverse

from community.accounts.models import User
from tests.services.authenticator import one_time_code

PASSWORD = "kalyna-berizka-2026"
SET_UP = "/kabinet/dvoetapnyi-vkhid/uvimknennia/"


def sign_in_by_password(client: Client, login: str, password: str = PASSWORD, **query: str) -> str:
    """Send the form of the one door; gives back where it leads."""
    response = client.post(reverse("account_login", query=query), {"login": login, "password": password})
    return response.headers.get("Location", "")


def prove_again(client: Client, address: str) -> None:
    """Type the password once more, which every change of what protects an account asks for."""
    response = client.get(address)
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(response.headers["Location"], {"password": PASSWORD})


def set_up_second_factor(client: Client) -> str:
    """Go through the set-up as somebody signed in; gives back the secret that the phone keeps."""
    prove_again(client, SET_UP)
    page = client.get(SET_UP).content.decode()
    found = re.search(r'<code class="secret">([A-Z2-7]+)</code>', page)
    assert found, page
    response = client.post(SET_UP, {"code": one_time_code(found.group(1))})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    return found.group(1)


def protected_staff(user: User) -> str:
    """Give ``user`` a password and a second factor, as set up by themselves; gives back the secret."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user)
    return set_up_second_factor(client)
