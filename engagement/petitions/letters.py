"""Letters about petitions, each written in the transaction that causes it."""

from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse

from community.accounts.models import User
from community.core.admin_host import admin_address
from community.core.local_time import day_text
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from engagement.models import Petition, PetitionSettings
from engagement.models.petition_states import AnswerState, Collection, Publication
from engagement.petitions.rights import MODERATES


def submitted_letter_enqueue(petition: Petition) -> None:
    """The author’s proof of handing in, with the day by which the council decides."""
    _to_author(petition, "petition_submitted", due=readable(petition.due_at))


def published_letter_enqueue(petition: Petition) -> None:
    _to_author(
        petition,
        "petition_published",
        link=public_link(petition),
        threshold=petition.threshold,
        until=readable(petition.collecting_until),
    )


def refused_letter_enqueue(petition: Petition) -> None:
    """The only place where the reasons leave the desk."""
    _to_author(petition, "petition_refused", ground=str(petition.ground), reasons=petition.refusal_reasons)


def milestone_letter_enqueue(petition: Petition, *, percent: int, valid: int) -> None:
    """News, not a duty: only for authors who want letters."""
    if petition.author is None or not petition.author.wants_letters:
        return
    _to_author(
        petition,
        "petition_milestone",
        percent=percent,
        valid=valid,
        threshold=petition.threshold,
        link=public_link(petition),
        until=readable(petition.collecting_until),
    )


def review_letter_enqueue(petition: Petition) -> None:
    _to_author(petition, "petition_review", due=readable(petition.due_at), link=public_link(petition))


def answered_letter_enqueue(petition: Petition) -> None:
    _to_author(petition, "petition_answered", decision=petition.decision, link=public_link(petition))


def failed_letters_enqueue(petition: Petition) -> None:
    """Too few signatures: the author learns what becomes of the petition, the registry gets its appeal."""
    numbers = {"valid": petition.count.valid, "threshold": petition.threshold, "due": readable(petition.due_at)}
    _to_author(petition, "petition_failed", link=public_link(petition), **numbers)
    registry = PetitionSettings.load().registry_email
    for address in [registry] if registry else moderators_addresses():
        message_enqueue(
            channel=Channel.EMAIL,
            template="petition_appeal",
            recipient=address,
            context={"title": petition.title, "number": petition.number, "link": desk_link(petition), **numbers},
            about=str(petition.reference),
        )


def reminder_letter_enqueue(petition: Petition) -> None:
    """To whoever is in charge, else to all who moderate: the law’s clock runs out."""
    in_charge = petition.moderator
    addresses = [in_charge.email] if in_charge and in_charge.is_active and in_charge.email else moderators_addresses()
    for address in addresses:
        message_enqueue(
            channel=Channel.EMAIL,
            template="petition_reminder",
            recipient=address,
            context={
                "title": petition.title,
                "clock": clock_of(petition),
                "due": readable(petition.due_at),
                "link": desk_link(petition),
            },
            about=str(petition.reference),
        )


def counts_differ_letter_enqueue(petition_ids: list[int]) -> None:
    """Alarm of the nightly check."""
    titles = list(Petition.objects.filter(pk__in=petition_ids).values_list("title", flat=True))
    for address in moderators_addresses():
        message_enqueue(
            channel=Channel.EMAIL, template="petition_counts_differ", recipient=address, context={"titles": titles}
        )


def clock_of(petition: Petition) -> str:
    """Which of the law’s clocks runs: ``moderation``, ``notice``, ``review``, ``appeal``, or none."""
    if petition.publication == Publication.SUBMITTED:
        return "moderation"
    if petition.collection == Collection.FAILED:
        return "appeal"
    return {AnswerState.AWAITING: "notice", AnswerState.UNDER_REVIEW: "review"}.get(AnswerState(petition.answer), "")


def moderators_addresses() -> list[str]:
    """Everyone who may decide on petitions."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people: QuerySet[User] = get_user_model().objects.with_perm(MODERATES, backend=backend, include_superusers=False)
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))


def public_link(petition: Petition) -> str:
    """The whole address of the petition’s page; the site’s own while the tree has no page for petitions."""
    return urljoin(settings.SITE_URL, petition.get_url() or "/")


def desk_link(petition: Petition) -> str:
    return admin_address(reverse("petition_desk:inspect", args=[petition.pk]))


def readable(end: datetime | None) -> str:
    """The last day before ``end``, as people write it: clocks and collections end at midnight."""
    return day_text(end - timedelta(microseconds=1)) if end else ""


def _to_author(petition: Petition, template: str, **context: object) -> None:
    author = petition.author
    if author is None or not author.email:
        return
    message_enqueue(
        channel=Channel.EMAIL,
        template=template,
        recipient=author.email,
        context={"title": petition.title, **context},
        about=str(petition.reference),
    )
