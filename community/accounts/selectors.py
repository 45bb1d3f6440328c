from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from community.accounts.models import PHONE, User
from community.core.encryption.keys import digests

UNPROVEN_LIFETIME = timedelta(days=3)


def resident_is_proven(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` may act as a resident: active, with a proven e-mail address and phone.

    Asks the database, whatever the object in memory or the session says.
    """
    if not user.is_authenticated:
        return False
    return User.objects.filter(
        pk=user.pk,
        is_active=True,
        phone_proven_at__isnull=False,
        pk__in=EmailAddress.objects.filter(verified=True, primary=True).values("user"),
    ).exists()


def unproven_residents() -> QuerySet[User]:
    """Who registered and has not proven both address and phone; nobody whom staff gave an account or a right."""
    proven = Q(emailaddress__verified=True, phone_proven_at__isnull=False)
    return User.objects.exclude(phone="").filter(
        ~Q(pk__in=User.objects.filter(proven).values("pk")),
        is_superuser=False,
        is_staff=False,
        groups=None,
        user_permissions=None,
    )


def accounts_to_purge() -> QuerySet[User]:
    """Those of the unproven whose time to prove themselves is over."""
    return unproven_residents().filter(date_joined__lte=timezone.now() - UNPROVEN_LIFETIME)


def proofs_missing(user: User) -> list[str]:
    """What ``user`` lacks to act as a resident, in the order to mend it: ``name``, ``email``, ``phone``."""
    proven = EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    have = {"name": bool(user.full_name), "email": proven, "phone": user.phone_proven_at is not None}
    return [name for name, is_there in have.items() if not is_there]


def user_display(user: User) -> str:
    """How allauth calls a person: residents have no user name worth showing."""
    return user.full_name or user.get_username()


def account_by_email(email: str) -> User | None:
    """Whose address this is: of those who registered with it the one who proved it, else the latest. One query."""
    address = (
        EmailAddress.objects.filter(email=email.lower()).select_related("user").order_by("-verified", "-pk").first()
    )
    return address.user if address else None


def account_by_proven_email(email: str) -> User | None:
    """Who proved this address and may sign in. One query."""
    proven = EmailAddress.objects.filter(email=email.lower(), verified=True, user__is_active=True)
    address = proven.select_related("user").first()
    return address.user if address else None


def primary_email(user: User) -> str:
    """Where letters about the account go: only to an address that is proven."""
    proven = EmailAddress.objects.filter(user=user, verified=True, primary=True)
    return proven.values_list("email", flat=True).first() or ""


def account_by_phone(phone: str) -> User | None:
    """Who proved this number. One query."""
    known = digests(phone, purpose=PHONE) if phone else []
    return User.objects.filter(phone_digest__in=known, phone_proven_at__isnull=False).first()


def account_by_username(username: str) -> User | None:
    """Staff sign in by the name an administrator gave them. One query."""
    return User.objects.filter(username=username).first()
