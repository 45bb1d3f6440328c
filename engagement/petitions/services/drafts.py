"""The author's side: write, submit, take back, delete what was never submitted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.accounts.selectors import resident_is_proven
from community.core.working_days import WorkingCalendar
from engagement.models import Petition, PetitionSettings
from engagement.models.petition_states import Machine, Publication
from engagement.petitions.exceptions import NotProven, StepNotPossible
from engagement.petitions.letters import submitted_letter_enqueue
from engagement.petitions.search import lemmas_of
from engagement.petitions.services.transitions import petition_step


def author_check(author: User) -> None:
    """Raise ``NotProven`` unless both the e-mail address and the phone of ``author`` are proven."""
    if not resident_is_proven(author):
        raise NotProven(_("Confirm your e-mail address and your phone first."))


@transaction.atomic
def petition_draft_save(*, author: User, title: str, text: str, petition: Petition | None = None) -> Petition:
    """Write a new draft, or a draft anew. Raises ``NotProven``, ``StepNotPossible``, ``ValidationError``."""
    author_check(author)
    if petition is None:
        petition = Petition(author=author)
    elif petition.author_id != author.pk or petition.publication != Publication.DRAFT:
        raise StepNotPossible(_("Only a draft of one’s own can be edited."))
    petition.title, petition.text = " ".join(title.split()), text.strip()
    petition.full_clean()
    petition.save()
    return petition


@transaction.atomic
def petition_submit(*, petition: Petition, author: User) -> None:
    """Hand a draft to the moderators; from this moment the law gives them ``moderation_days`` working days."""
    author_check(author)
    _own(petition, author)
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
    drafts = Petition.objects.filter(pk=petition.pk, publication=Publication.DRAFT)
    if not drafts.exists():
        raise StepNotPossible(_("Only a draft of one’s own can be deleted."))
    drafts.delete()


def _own(petition: Petition, author: User) -> None:
    if petition.author_id != author.pk:
        raise StepNotPossible(_("Only the author can do this."))
