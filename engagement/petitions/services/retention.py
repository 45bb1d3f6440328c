"""What was personal leaves when its term is over; numbers, dates and settlements stay, so nothing public changes.

Everything goes in batches of one transaction each: a run that was cut short is continued by the next.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from engagement.models import Annulment, AnnulmentObjection, Petition, PetitionEvent, PetitionSettings, Signature
from engagement.models.annulment import AnnulmentQuerySet, AnnulmentState, ObjectionOutcome
from engagement.models.petition import PetitionQuerySet
from engagement.models.petition_states import AnswerState, Collection, Publication
from engagement.models.signature import SignatureQuerySet
from engagement.petitions.conditions import NETWORK_PART, PERSONAL_PARTS
from engagement.petitions.services.papers import papers_forget
from engagement.petitions.services.telling import signatures_to_tell

logger = logging.getLogger(__name__)

BATCH = 1000
LONGEST_YEAR = timedelta(days=366)


def networks_erase() -> int:
    """Forget from which networks people signed, ``SIGNATURE_NETWORK_DAYS`` after the end of collecting."""
    erased = _in_batches(networks_to_erase(), {"network": ""})
    _conditions_strip(Annulment.objects.filter(petition__in=_without_networks()), NETWORK_PART)
    return erased


def networks_to_erase() -> SignatureQuerySet:
    """Signatures that still say so."""
    return Signature.objects.filter(petition__in=_without_networks()).exclude(network="")


def _without_networks() -> PetitionQuerySet:
    limit = timezone.now() - timedelta(days=settings.SIGNATURE_NETWORK_DAYS)
    return Petition.objects.annotate(ended_at=Coalesce("failed_at", "closed_at")).filter(
        ~Exists(_annulments_under_way()), ended_at__lt=limit
    )


def petitions_pseudonymise() -> int:
    """Remove the names of petitions whose term is over and that owe nobody anything; return how many were finished."""
    finished = 0
    for petition in petitions_to_pseudonymise().iterator():
        named = Signature.objects.filter(petition=petition, pseudonymised_at__isnull=True)
        _in_batches(
            named,
            {"full_name": "", "signer_key": None, "network": "", "signer": None, "pseudonymised_at": timezone.now()},
        )
        _petition_finish(petition)
        finished += 1
    if finished:
        logger.info("Removed the personal data of %d petitions", finished)
    return finished


def petitions_to_pseudonymise() -> PetitionQuerySet:
    """Published or refused ``retention_years`` ago, and nothing is owed: no clock, answer, letter, decision, reply."""
    limit = timezone.now() - PetitionSettings.load().retention_years * LONGEST_YEAR
    objections = AnnulmentObjection.objects.filter(annulment__petition=OuterRef("pk"), outcome=ObjectionOutcome.OPEN)
    return Petition.objects.annotate(decided_on=Coalesce("published_at", "refused_at")).filter(
        Q(publication=Publication.REFUSED) | Q(collection=Collection.CLOSED),
        ~Exists(objections),
        ~Exists(_annulments_under_way()),
        ~Exists(signatures_to_tell().filter(petition=OuterRef("pk"))),
        answer__in=(AnswerState.NONE, AnswerState.ANSWERED),
        due_at__isnull=True,
        decided_on__lt=limit,
        pseudonymised_at__isnull=True,
    )


@transaction.atomic
def _petition_finish(petition: Petition) -> None:
    """What stands beside the signatures, and last the mark that all is done."""
    _conditions_strip(petition.annulments.all(), PERSONAL_PARTS)
    papers_forget(petition=petition)
    AnnulmentObjection.objects.filter(annulment__petition=petition).update(text="", reply="")
    petition.notes.all().delete()
    # The author's drafts; the text that counts is the petition's own.
    petition.revisions.all().delete()
    if petition.author_id is not None:
        PetitionEvent.objects.filter(petition=petition, actor=petition.author_id).update(actor=None)
    Petition.objects.filter(pk=petition.pk).update(
        author=None, author_name="", refusal_reasons=_kept_reasons(petition), pseudonymised_at=timezone.now()
    )


def _kept_reasons(petition: Petition) -> str:
    """Reasons speak to a person; the database still wants a refused petition to have some."""
    return "—" if petition.publication == Publication.REFUSED else ""


def _in_batches(signatures: SignatureQuerySet, values: dict[str, object]) -> int:
    """Update what ``signatures`` finds until it finds nothing more: ``values`` must take the rows out of it."""
    changed = 0
    while batch := list(signatures.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        changed += Signature.objects.filter(pk__in=batch).update(**values)
    return changed


def _conditions_strip(annulments: AnnulmentQuerySet, parts: tuple[str, ...]) -> None:
    for annulment in annulments.exclude(condition={}):
        kept = {name: value for name, value in annulment.condition.items() if name not in parts}
        if kept != annulment.condition:
            Annulment.objects.filter(pk=annulment.pk).update(condition=kept)


def _annulments_under_way() -> AnnulmentQuerySet:
    """Of the petition of the outer query: those that still need what would be erased."""
    under_way = Q(state=AnnulmentState.PROPOSED) | Q(settled_at__isnull=True)
    return Annulment.objects.filter(under_way, petition=OuterRef("pk"))
