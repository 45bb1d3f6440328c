"""The residents of the demo: both proofs are given, so they can sign at once."""

from allauth.account.models import EmailAddress
from django.utils import timezone

from community.accounts.models import User
from community.demo.content import content

Residents = dict[str, User]


def residents_load(password: str) -> Residents:
    """Make the residents, by their user names."""
    residents: Residents = {}
    for entry in content("residents")["resident"]:
        resident = User(phone_proven_at=timezone.now(), **entry)
        resident.set_password(password)
        resident.full_clean()
        resident.save()
        EmailAddress.objects.create(user=resident, email=resident.email, verified=True, primary=True)
        residents[resident.username] = resident
    return residents
