"""What follows every sign-in, by whichever way."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from community.accounts.models import User
from community.accounts.staff_services import staff_address_vouch
from community.accounts.staff_sessions import session_begin


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    staff_address_vouch(user=user)
    if request is not None:
        session_begin(request)
