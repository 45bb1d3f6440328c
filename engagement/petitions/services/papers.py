"""Documents with people’s names: made, kept as made, forgotten at the end of the term."""

import hashlib
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.accounts.models import User
from engagement.models import Petition, PetitionPaper
from engagement.models.petition_paper import PaperKind
from engagement.petitions.exceptions import StepNotPossible
from engagement.petitions.papers.appeal import appeal_pdf
from engagement.petitions.papers.dossier import dossier_pdf

logger = logging.getLogger(__name__)


def dossier_make(*, petition: Petition, actor: User) -> PetitionPaper:
    """Make the dossier as of now; older ones stay, since somebody may hold a copy.

    Raises ``StepNotPossible`` before publication and after the names were removed.
    """
    if not petition.is_published or petition.pseudonymised_at:
        raise StepNotPossible(_("A dossier is made of a published petition while its names are kept."))
    return _paper_add(petition, PaperKind.DOSSIER, dossier_pdf, actor)


def appeals_make() -> int:
    """Make the appeal of each petition that missed its threshold and has none; return how many.

    Called each minute, so what went wrong once is tried again; one that fails does not hold up the others.
    """
    waiting = Petition.objects.not_supported().filter(pseudonymised_at__isnull=True)
    made = 0
    for petition in waiting.exclude(papers__kind=PaperKind.APPEAL).select_related("author", "count"):
        try:
            _paper_add(petition, PaperKind.APPEAL, appeal_pdf, None)
            made += 1
        except IntegrityError:
            logger.info("The appeal of petition %s was made by somebody else meanwhile", petition.pk)
        except Exception:
            logger.exception("The appeal of petition %s could not be made", petition.pk)
    return made


def papers_forget(*, petition: Petition) -> int:
    """Erase the content of every document of ``petition`` at the end of its term; digests and dates stay."""
    kept = PetitionPaper.objects.filter(petition=petition, forgotten_at__isnull=True)
    return kept.update(content=None, forgotten_at=timezone.now())


def _paper_add(
    petition: Petition, kind: PaperKind, render: Callable[[Petition], bytes], actor: User | None
) -> PetitionPaper:
    with translation.override(settings.LANGUAGE_CODE):
        content = render(petition)
    paper = PetitionPaper(
        petition=petition, kind=kind, content=content, sha256=hashlib.sha256(content).hexdigest(), made_by=actor
    )
    with transaction.atomic():
        paper.save(force_insert=True)
    return paper
