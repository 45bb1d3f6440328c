"""What accounts hold encrypted, and how it is made anew under the current key."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from community.accounts.mfa_adapter import SECOND_FACTOR, second_factor_decrypt
from community.accounts.models import User
from community.core.encryption.keys import DecryptionError, encrypt, is_current
from community.core.encryption.rotation import EncryptedData, register_encrypted, register_field

# Names of the secrets in the data of an authenticator: of the application, of recovery codes.
SECRETS = ("secret", "seed")


def _stale() -> list[Authenticator]:
    return [one for one in Authenticator.objects.order_by("pk") if any(not is_current(text) for text in _texts(one))]


def _texts(authenticator: Authenticator) -> list[str]:
    return [authenticator.data[name] for name in SECRETS if name in authenticator.data]


def _renew() -> int:
    """All at once: there are as many as staff. What no key opens stays as it is, and is counted as stale."""
    renewed = 0
    for authenticator in _stale():
        with transaction.atomic():
            locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
            try:
                opened = {name: second_factor_decrypt(locked.data[name]) for name in SECRETS if name in locked.data}
            except (DecryptionError, InvalidToken):
                continue
            locked.data |= {name: encrypt(text, purpose=SECOND_FACTOR) for name, text in opened.items()}
            locked.save(update_fields=["data"])
        renewed += 1
    return renewed


register_field(User, "phone", with_fields=("phone_digest",))
register_encrypted(EncryptedData(name="mfa.Authenticator.data", renew=_renew, stale=lambda: len(_stale())))
