"""What petitions know about a person: what was written and signed, handed out and, at the person's wish, erased."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.personal_data import PersonalDataSource, Record, register_personal_data
from engagement.models import Petition, PetitionIndexPage, Signature
from engagement.models.petition_states import Publication
from engagement.models.signature import SignatureState
from engagement.petitions.services.drafts import petition_draft_delete, petition_take_back


def petitions_export(user: User) -> list[Record]:
    """Every petition the person wrote, drafts and refused ones too."""
    return [
        {
            "number": petition.number,
            "title": petition.title,
            "text": petition.text,
            "author": petition.author_name or None,
            "publication": petition.publication,
            "begun_at": _iso(petition.created_at),
            "submitted_at": _iso(petition.submitted_at),
            "published_at": _iso(petition.published_at),
            "refused_at": _iso(petition.refused_at),
            "refusal_reasons": petition.refusal_reasons or None,
        }
        for petition in Petition.objects.filter(author=user).order_by("pk")
    ]


def signatures_export(user: User) -> list[Record]:
    """Every signature, also those withdrawn or annulled."""
    return [
        {
            "petition": signature.petition.number,
            "title": signature.petition.title,
            "name": signature.full_name or None,
            "settlement": signature.settlement or None,
            "state": signature.state,
            "confirmed_by": signature.confirmed_by,
            "signed_at": _iso(signature.signed_at),
            "withdrawn_at": _iso(signature.withdrawn_at),
            "network": signature.network or None,
        }
        for signature in Signature.objects.filter(signer=user).select_related("petition").order_by("pk")
    ]


def petitions_context(user: User) -> Record:
    """The own petitions, the newest first."""
    return {"petitions": Petition.objects.filter(author=user).order_by("-pk"), "page": _index()}


def signatures_context(user: User) -> Record:
    """What the person has signed, the newest first; withdrawn ones are only handed out."""
    signatures = Signature.objects.filter(signer=user).exclude(state=SignatureState.WITHDRAWN)
    return {"signatures": signatures.select_related("petition__count"), "page": _index()}


def petitions_erase(user: User) -> None:
    """Delete what was never published. What was keeps its name until the term ends; a refused one loses it now."""
    for petition in Petition.objects.filter(author=user, publication=Publication.SUBMITTED):
        petition_take_back(petition=petition, author=user)
    for petition in Petition.objects.filter(author=user, publication=Publication.DRAFT):
        petition_draft_delete(petition=petition, author=user)
    Petition.objects.filter(author=user, publication=Publication.REFUSED).update(author_name="")


def signatures_erase(user: User) -> None:
    """Strip withdrawn signatures. Those that count keep name and date until the term ends, without the account."""
    Signature.objects.filter(signer=user, state=SignatureState.WITHDRAWN, pseudonymised_at=None).update(
        full_name="", settlement="", signer_key=None, network="", pseudonymised_at=timezone.now()
    )


def _index() -> PetitionIndexPage | None:
    return PetitionIndexPage.objects.live().first()


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


register_personal_data(
    PersonalDataSource(
        key="petitions",
        title=_("My petitions"),
        export=petitions_export,
        erase=petitions_erase,
        template="engagement/petitions/own_petitions.html",
        context=petitions_context,
    )
)
register_personal_data(
    PersonalDataSource(
        key="signatures",
        title=_("What I have signed"),
        export=signatures_export,
        erase=signatures_erase,
        template="engagement/petitions/own_signatures.html",
        context=signatures_context,
    )
)
