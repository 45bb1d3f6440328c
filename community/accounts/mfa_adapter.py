import base64
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.core.encryption.keys import DecryptionError, decrypt, encrypt, is_encrypted
from community.core.models import CommunitySettings
from community.core.pdf.qr import QUIET_ZONE

SECOND_FACTOR = "second factor of accounts"
KEY_PURPOSE = b"second factor of accounts"
KEY_BYTES = 32


class SecondFactorAdapter(DefaultMFAAdapter):
    """Where allauth's second factor asks what this site does: its words, its QR code, how secrets are kept."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit. Wait for the next one in the application and type that."),
        "cannot_generate_recovery_codes": _("Recovery codes are made only together with the second factor."),
    }

    def get_totp_label(self, user: object) -> str:
        return str(getattr(user, "username", ""))

    def get_totp_issuer(self) -> str:
        """Under this name the community stands in the application; a colon would split it."""
        return CommunitySettings.for_request(self.request).name.replace(":", "") or super().get_totp_issuer()

    def build_totp_svg(self, url: str) -> str:
        """A picture to stand inside the page: no file, no data address, no style attribute."""
        options: dict[str, Any] = {"border": QUIET_ZONE, "omitsize": True, "svgclass": None, "lineclass": None}
        return segno.make_qr(url).svg_inline(light="#fff", **options)

    def encrypt(self, text: str) -> str:
        return encrypt(text, purpose=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ``ValidationError`` for what another key encrypted: codes of an empty secret could be known."""
        try:
            return second_factor_decrypt(encrypted_text)
        except (DecryptionError, InvalidToken) as error:
            raise self.validation_error("incorrect_code") from error


def second_factor_decrypt(stored: str) -> str:
    """A secret of an authenticator, under whichever key. Raises ``DecryptionError``, ``InvalidToken``."""
    if is_encrypted(stored):
        return decrypt(stored, purpose=SECOND_FACTOR)
    return _cipher().decrypt(stored).decode()


def _cipher() -> MultiFernet:
    """Of secrets from before there were ``DATA_KEYS``; none is closed by it any more."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=KEY_PURPOSE)
    return base64.urlsafe_b64encode(derivation.derive(secret.encode()))
