"""The residents of the demo: both proofs are given, so they can sign at once."""

from allauth.account.models import EmailAddress
from django.utils import timezone

from community.accounts.models import User
from community.demo.content import content


def residents_load(password: str) -> list[User]:
    """Make the residents, in the order of the file."""
    residents = []
    for number, entry in enumerate(content("residents")["resident"], start=1):
        resident = User(username=f"resident-{number}", phone_proven_at=timezone.now(), **entry)
        resident.set_password(password)
        resident.full_clean()
        resident.save()
        EmailAddress.objects.create(user=resident, email=resident.email, verified=True, primary=True)
        residents.append(resident)
    return residents
