"""Residents and petitions for tests, made by the services the site uses."""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from community.accounts.models import User
from community.accounts.roles import OFFICER, Role
from community.messaging.models import Message
from engagement.models import Petition, PetitionSettings, Signature
from engagement.models.petition_states import Decision
from engagement.petitions.services.answers import petition_answer, petition_review_start
from engagement.petitions.services.counting import petition_recount
from engagement.petitions.services.drafts import petition_draft_save, petition_submit
from engagement.petitions.services.moderation import petition_publish
from engagement.petitions.services.signing import signature_add

NETWORK = "203.0.113.0/24"
TITLE = "Відремонтувати дорогу на вулиці Шкільній"
TEXT = "Дорога до школи розбита.\n\nПросимо раду відремонтувати її до початку навчального року."

_numbers = count(1)


def resident_make(*, email_proven: bool = True, phone_proven: bool = True, **fields: Any) -> User:
    """A resident with both proofs, unless told otherwise."""
    number = next(_numbers)
    values = {
        "email": f"meshkanets{number}@example.com",
        "last_name": "Коваленко",
        "first_name": "Олена",
        "patronymic": "Іванівна",
        "settlement": "Яснобрід",
        "phone": f"+38067{number:07d}",
        "phone_proven_at": timezone.now() if phone_proven else None,
        **fields,
    }
    user: User = User.objects.create_user(f"resident{number}", password="kalyna-berizka", **values)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=email_proven)
    return user


def officer_make(role: Role = OFFICER) -> User:
    """Somebody of the staff; asks for the ``roles`` fixture."""
    number = next(_numbers)
    user: User = User.objects.create_user(f"staff{number}", email=f"staff{number}@example.org", password="kalyna")
    user.groups.add(Group.objects.get(name=role.name))
    return user


def draft_make(author: User | None = None, *, title: str = TITLE, text: str = TEXT) -> Petition:
    return petition_draft_save(author=author or resident_make(), title=title, text=text)


def submitted_petition(author: User | None = None, **fields: Any) -> Petition:
    petition = draft_make(author, **fields)
    assert petition.author
    petition_submit(petition=petition, author=petition.author)
    return petition


def published_petition(author: User | None = None, *, threshold: int = 3, **fields: Any) -> Petition:
    """A petition that collects, with a threshold small enough to reach."""
    statute = PetitionSettings.load()
    statute.threshold = threshold
    statute.save()
    petition = submitted_petition(author, **fields)
    publish(petition)
    return petition


def publish(petition: Petition, actor: User | None = None) -> None:
    """Publish with every line of the checklist ticked."""
    checked = PetitionSettings.load().checklist_items
    petition_publish(petition=petition, actor=actor or staff_make(), checked=checked)


def staff_make() -> User:
    """Somebody of the staff where rights do not matter."""
    number = next(_numbers)
    user: User = User.objects.create_user(f"staff{number}", email=f"staff{number}@example.org", password="kalyna")
    return user


def sign(petition: Petition, signer: User | None = None) -> Signature:
    return signature_add(petition=petition, signer=signer or resident_make(), network=NETWORK)


def reach_threshold(petition: Petition) -> Petition:
    """Sign as often as the petition needs, and count."""
    for _number in range(petition.threshold or 0):
        sign(petition)
    petition_recount(petition_id=petition.pk)
    petition.refresh_from_db()
    return petition


def answer(
    petition: Petition,
    decision: Decision = Decision.SUPPORTED,
    *,
    text: str = "<p>Так.</p>",
    signed_by: str = "Голова",
) -> Petition:
    """From the threshold to the answer of the head."""
    head = staff_make()
    petition_review_start(petition=petition, actor=head)
    petition_answer(petition=petition, actor=head, decision=decision, text=text, signed_by=signed_by)
    return petition


def letters(template: str) -> list[Message]:
    return list(Message.objects.filter(template=template).order_by("pk"))
