"""Letters about an account, and what the outbox asks of this app when staff send one again."""

from urllib.parse import urljoin

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.core.local_time import moment_text
from community.messaging.exceptions import MessageResendError
from community.messaging.models import Channel, Message
from community.messaging.registry import register_renewal
from community.messaging.services import message_enqueue

REGISTRATION = "email_confirmation_signup"
NEW_ADDRESS = "email_confirmation"
ADDRESS_KNOWN = "account_already_exists"
ADDRESS_UNKNOWN = "unknown_account"
RECOVERY = "password_reset_key"
UNSUBSCRIBE_SALT = "accounts.unsubscribe"
PHONE_CHANGED = "phone_changed"
ACCOUNT_DELETED = "account_deleted"


def letter_enqueue(*, template: str, email: str, link: str = "", about: str = "") -> Message:
    """Queue ``messages/<template>/`` for ``email``, with the moment it was caused and perhaps a secret link."""
    return message_enqueue(
        channel=Channel.EMAIL,
        template=template,
        recipient=email,
        context={"at": moment_text(timezone.now())},
        secrets={"link": link} if link else {},
        about=about,
    )


def confirmation_link(address: EmailAddress) -> str:
    """Where the letter's button leads to prove ``address``; signed, valid for three days."""
    return site_link("account_confirm_email", EmailConfirmationHMAC(address).key)


def recovery_link(user: User) -> str:
    """Where a new password is set; stops working once it is, or the account signs in."""
    token = default_token_generator.make_token(user)
    return site_link("account_reset_password_from_key", user_pk_to_url_str(user), token)


def unsubscribe_link(user: User) -> str:
    """Where letters about petitions are switched off without logging in; for letters of other apps. Never expires."""
    return site_link("unsubscribe", signing.dumps(user.pk, salt=UNSUBSCRIBE_SALT))


def unsubscriber(token: str) -> User | None:
    """Whose link it is, if it is one of ours and the account is still there."""
    try:
        pk = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()


def site_link(name: str, *args: str) -> str:
    """A whole address for a letter: of the settings, never of the request's ``Host``."""
    return urljoin(settings.SITE_URL, reverse(name, args=args))


def confirmation_renew(message: Message) -> dict[str, str]:
    """A new link for the address ``message`` is about; ``MessageResendError`` once it is proven or gone."""
    address = EmailAddress.objects.filter(pk=message.about, verified=False).first()
    if address is None:
        raise MessageResendError(_("This address is confirmed already, or its registration is gone."))
    return {"link": confirmation_link(address)}


def recovery_renew(message: Message) -> dict[str, str]:
    """A new link for the account ``message`` is about; ``MessageResendError`` if there is none any more."""
    user = User.objects.filter(pk=message.about, is_active=True).first()
    if user is None:
        raise MessageResendError(_("There is no such account any more."))
    return {"link": recovery_link(user)}


register_renewal(REGISTRATION, confirmation_renew)
register_renewal(NEW_ADDRESS, confirmation_renew)
register_renewal(RECOVERY, recovery_renew)
