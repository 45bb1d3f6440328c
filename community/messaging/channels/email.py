"""Letters, through Django's mail backend; SMTP's answers become temporary or permanent failures."""

import smtplib
from email.headerregistry import Address
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from community.messaging.channels.content import Content
from community.messaging.channels.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError

PERMANENT_FROM = 500


def send(*, recipient: str, content: Content, reference: UUID) -> None:
    """Hand one letter to the mail server, or raise a :class:`DeliveryError`."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    letter = EmailMultiAlternatives(
        subject=content.subject,
        body=content.text,
        from_email=str(Address(display_name=name or content.sender, addr_spec=address)),
        to=[recipient],
        headers={
            # Stable, so that a letter sent twice after a crash is recognised as one.
            "Message-ID": f"<{reference}@{address.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **_unsubscribe_headers(content),
        },
    )
    letter.attach_alternative(content.html, "text/html")
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, _answer = next(iter(refusal.recipients.values()))
        raise _failure(code) from None
    except smtplib.SMTPDataError as refusal:
        raise _failure(refusal.smtp_code) from None
    except smtplib.SMTPResponseException as refusal:
        # Connecting, greeting, signing in, the sender: our own access is at fault, and staff can mend it.
        raise TemporaryDeliveryError(f"SMTP {refusal.smtp_code}") from None
    except OSError as error:
        raise TemporaryDeliveryError(type(error).__name__) from None
    except ValueError as error:
        raise PermanentDeliveryError(type(error).__name__) from None


def _unsubscribe_headers(content: Content) -> dict[str, str]:
    """Let mail programs show a button of their own that needs one POST and no login (RFC 8058)."""
    if not content.unsubscribe_link:
        return {}
    return {
        "List-Unsubscribe": f"<{content.unsubscribe_link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _failure(code: int) -> DeliveryError:
    """What the answer means for this letter (RFC 5321, 4.2.1); the server's words may quote the address."""
    return (PermanentDeliveryError if code >= PERMANENT_FROM else TemporaryDeliveryError)(f"SMTP {code}")
