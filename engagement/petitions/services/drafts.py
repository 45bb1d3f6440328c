"""The author's side: write, submit, take back, delete what was never submitted."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.accounts.models import User
from community.accounts.selectors import resident_is_proven
from community.core.working_days import WorkingCalendar
from engagement.models import Petition, PetitionEvent, PetitionSettings
from engagement.models.petition_states import Machine, Publication
from engagement.petitions.exceptions import NotProven, StepNotPossible, TooMany
from engagement.petitions.letters import submitted_letter_enqueue
from engagement.petitions.limits import DRAFTS_OF_AUTHOR, SUBMISSIONS_A_DAY
from engagement.petitions.search import lemmas_of
from engagement.petitions.services.transitions import petition_step


def author_check(author: User) -> None:
    """Raise ``NotProven`` unless e-mail address and phone of ``author`` are proven and there is a name to publish."""
    if not resident_is_proven(author):
        raise NotProven(_("Confirm your e-mail address and your phone first."))
    if not author.full_name:
        raise NotProven(_("Write your name on your own page first: it is published with the petition."))


@transaction.atomic
def petition_draft_save(*, author: User, title: str, text: str, petition: Petition | None = None) -> Petition:
    """Write a new draft, or a draft anew.

    Raises ``NotProven``, ``TooMany``, ``StepNotPossible``, ``ValidationError``.
    """
    author_check(author)
    title, text = " ".join(title.split()), text.strip()
    if petition is None:
        petition = _draft_begin(author, title, text)
    else:
        _draft_reread(petition, author)
    petition.title, petition.text = title, text
    petition.full_clean()
    petition.save()
    return petition


@transaction.atomic
def petition_submit(*, petition: Petition, author: User) -> None:
    """Hand a draft to the moderators; from this moment the law gives them ``moderation_days`` working days.

    Raises ``NotProven``, ``TooMany``, ``StepNotPossible``.
    """
    author_check(author)
    _draft_reread(petition, author)
    _submissions_check(author)
    now = timezone.now()
    days = PetitionSettings.load().moderation_days
    petition.save_revision(user=author, changed=False)
    petition_step(
        petition=petition,
        steps={Machine.PUBLICATION: (Publication.DRAFT, Publication.SUBMITTED)},
        actor=author,
        submitted_at=now,
        due_at=WorkingCalendar.load().deadline(now, days),
        author_name=author.full_name,
        lemmas=lemmas_of(petition.title, petition.text),
    )
    submitted_letter_enqueue(petition)


def petition_take_back(*, petition: Petition, author: User) -> None:
    """Make a draft of a submitted petition again, to edit it. Raises ``StepNotPossible`` once it was decided on."""
    _own(petition, author)
    petition_step(
        petition=petition,
        steps={Machine.PUBLICATION: (Publication.SUBMITTED, Publication.DRAFT)},
        actor=author,
        submitted_at=None,
        due_at=None,
        reminded_due_at=None,
    )


@transaction.atomic
def petition_draft_delete(*, petition: Petition, author: User) -> None:
    """Delete a draft with everything about it."""
    _own(petition, author)
    _lock(author)
    drafts = Petition.objects.filter(pk=petition.pk, publication=Publication.DRAFT)
    if not drafts.exists():
        raise StepNotPossible(_("Only a draft of one’s own can be deleted."))
    drafts.delete()


def _draft_begin(author: User, title: str, text: str) -> Petition:
    """A new draft; the one with the same words when a form is sent twice."""
    _lock(author)
    drafts = Petition.objects.filter(author=author, publication=Publication.DRAFT)
    if same := drafts.filter(title=title, text=text).first():
        return same
    if drafts.count() >= DRAFTS_OF_AUTHOR:
        raise TooMany(
            ngettext(
                "You already have %(count)d draft. Delete it or submit it, then write a new one.",
                "You already have %(count)d drafts. Delete or submit one of them, then write a new one.",
                DRAFTS_OF_AUTHOR,
            )
            % {"count": DRAFTS_OF_AUTHOR}
        )
    return Petition(author=author)


def _draft_reread(petition: Petition, author: User) -> None:
    """Read the draft anew once its author’s other forms are done with it: they may be sent side by side."""
    _own(petition, author)
    _lock(author)
    if not Petition.objects.filter(pk=petition.pk, publication=Publication.DRAFT).exists():
        raise StepNotPossible(_("Only a draft of one’s own can be edited."))
    petition.refresh_from_db()


def _submissions_check(author: User) -> None:
    submitted = PetitionEvent.objects.filter(
        actor=author,
        machine=Machine.PUBLICATION,
        to_state=Publication.SUBMITTED,
        created_at__gt=timezone.now() - timedelta(days=1),
    )
    if submitted.count() >= SUBMISSIONS_A_DAY:
        raise TooMany(_("You have submitted a lot within one day. The draft is kept: submit it tomorrow."))


def _lock(author: User) -> None:
    """Let an author's forms be counted one after another."""
    User.objects.select_for_update().get(pk=author.pk)


def _own(petition: Petition, author: User) -> None:
    if petition.author_id != author.pk:
        raise StepNotPossible(_("Only the author can do this."))
