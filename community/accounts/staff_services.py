from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from wagtail.log_actions import log

from community.accounts.models import User
from community.accounts.security_events import Event, security_event
from community.accounts.stages import enters_admin
from community.messaging.models import Channel
from community.messaging.services import message_enqueue

RESET_ACTION = "accounts.second_factor_reset"
RESET_LETTER = "second_factor_reset"


@transaction.atomic
def second_factor_reset(*, user: User, by: AbstractBaseUser | AnonymousUser) -> bool:
    """Forget the application and the recovery codes of ``user``, who is told; false if there was nothing to forget."""
    forgotten, _rows = Authenticator.objects.filter(user_id=user.pk).delete()
    if not forgotten:
        return False
    log(instance=user, action=RESET_ACTION, user=by)
    security_event(Event.FACTOR_RESET, account=user.pk, by=by.pk)
    if user.email:
        message_enqueue(channel=Channel.EMAIL, template=RESET_LETTER, recipient=user.email, context={})
    return True


@transaction.atomic
def staff_address_vouch(*, user: User) -> None:
    """Count the address an administrator gave as proven: a forgotten password and every notice go there.

    Leaves alone who is no staff, and an address that somebody else has proven.
    """
    email = user.email.lower()
    proven = EmailAddress.objects.filter(email=email, verified=True)
    if not email or proven.exists() or not enters_admin(user):
        return
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
