"""Writes of residents' accounts. Known and unknown addresses and numbers take the same steps, get the same answers."""

import logging
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from community.accounts import letters
from community.accounts.letters import confirmation_link, letter_enqueue, recovery_link
from community.accounts.limits import letters_hit, phone_code_hit, recovery_hit
from community.accounts.models import User
from community.accounts.security_events import Event, security_event
from community.accounts.selectors import account_by_phone, account_by_proven_email, accounts_to_purge, primary_email
from community.core.personal_data import personal_data_sources
from community.messaging.models import Channel
from community.messaging.services import message_enqueue

logger = logging.getLogger(__name__)

PHONE_CODE_TEMPLATE = "phone_code"
PHONE_TAKEN_TEMPLATE = "phone_taken"
# Stands for an account that is not there; no row ever has this key.
NOBODY = 0


def resident_register(*, resident: User, password: str, network: str) -> User:
    """Store an account that waits for its proofs, with its letter. Returns it, or ``User(pk=NOBODY)`` when the
    address has an account already or gets no more letters today: then everything is made and dropped.

    Raises ``ValidationError``.
    """
    email = resident.email
    letter_allowed = letters_hit(email=email, network=network)
    resident.username = uuid4().hex
    resident.set_password(password)
    with transaction.atomic():
        known = EmailAddress.objects.filter(email=email, verified=True).exists()
        savepoint = transaction.savepoint()
        resident.full_clean()
        resident.save()
        address = EmailAddress.objects.create(user=resident, email=email, primary=True)
        link = confirmation_link(address)
        _keep_or_drop(savepoint, keep=letter_allowed and not known)
        if letter_allowed:
            _address_letter_enqueue(letters.REGISTRATION, address, link, known=known)
    return User(pk=NOBODY) if known or not letter_allowed else resident


def email_change_request(*, user: User, email: str, network: str) -> None:
    """Write to the new address; the old one stays until the new one is proven. Same steps for a known address."""
    letter_allowed = letters_hit(email=email, network=network)
    with transaction.atomic():
        known = EmailAddress.objects.filter(email=email, verified=True).exists()
        EmailAddress.objects.filter(user=user, verified=False, primary=False).delete()
        savepoint = transaction.savepoint()
        address = EmailAddress.objects.create(user=user, email=email)
        link = confirmation_link(address)
        _keep_or_drop(savepoint, keep=letter_allowed and not known)
        if letter_allowed:
            _address_letter_enqueue(letters.NEW_ADDRESS, address, link, known=known)


@transaction.atomic
def recovery_request(*, email: str, network: str) -> None:
    """Send a link for a new password, or to an address without a proven account the word that there is none.

    Raises ``RateLimited`` for a network that asks too often; an address that had its letters today gets no more.
    """
    recovery_hit(network)
    letter_allowed = letters_hit(email=email, network=network)
    user = account_by_proven_email(email)
    security_event(Event.RECOVERY_ASKED, account=user and user.pk)
    link = recovery_link(user or User(pk=NOBODY))
    if letter_allowed and user:
        letter_enqueue(template=letters.RECOVERY, email=email, link=link, about=str(user.pk))
    elif letter_allowed:
        letter_enqueue(template=letters.ADDRESS_UNKNOWN, email=email)


@transaction.atomic
def phone_code_send(*, user: User, phone: str, code: str, network: str) -> None:
    """Send ``code``, or to a number that is somebody else's the word that it is. Raises ``RateLimited``."""
    phone_code_hit(phone=phone, network=network)
    owner = account_by_phone(phone)
    taken = owner is not None and owner.pk != user.pk
    message_enqueue(
        channel=Channel.SMS,
        template=PHONE_TAKEN_TEMPLATE if taken else PHONE_CODE_TEMPLATE,
        recipient=phone,
        context={},
        secrets={} if taken else {"code": code},
    )


@transaction.atomic
def phone_prove(*, user: User, phone: str) -> None:
    """Make ``phone`` the proven number of ``user`` and, if it replaces another, say so by letter.

    ``IntegrityError`` if another account was faster.
    """
    replaces = user.phone_proven_at is not None
    user.phone, user.phone_proven_at = phone, timezone.now()
    user.save(update_fields=["phone", "phone_proven_at"])
    security_event(Event.PHONE_PROVEN, account=user.pk)
    email = primary_email(user)
    if replaces and email:
        letter_enqueue(template=letters.PHONE_CHANGED, email=email)


def letters_unsubscribe(*, user: User) -> None:
    """Send no more letters about petitions; those about the account itself still come."""
    User.objects.filter(pk=user.pk).update(wants_letters=False)


@transaction.atomic
def account_delete(*, user: User) -> None:
    """Erase what every app knows about ``user``, and the account; the last letter says so."""
    email = primary_email(user)
    for source in personal_data_sources():
        if source.erase:
            source.erase(user)
    user.delete()
    if email:
        letter_enqueue(template=letters.ACCOUNT_DELETED, email=email)


def unproven_accounts_purge() -> int:
    """Remove registrations whose address or phone was not proven in time, and say how many."""
    with transaction.atomic():
        _rows, by_model = accounts_to_purge().delete()
    count = by_model.get(User._meta.label, 0)
    if count:
        logger.info("Removed %d unproven accounts", count)
    return count


def _keep_or_drop(savepoint: Any, *, keep: bool) -> None:
    """End a savepoint with one statement either way; ``atomic`` would take one more to roll back, which can be seen."""
    end = transaction.savepoint_commit if keep else transaction.savepoint_rollback
    end(savepoint)


def _address_letter_enqueue(template: str, address: EmailAddress, link: str, *, known: bool) -> None:
    if known:
        letter_enqueue(template=letters.ADDRESS_KNOWN, email=address.email)
    else:
        letter_enqueue(template=template, email=address.email, link=link, about=str(address.pk))
