"""A petition without enough signatures becomes an appeal: one document, by the clock, tried again when it fails."""

from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from engagement import tasks
from engagement.models import Petition, PetitionIndexPage, PetitionPaper
from engagement.models.petition_paper import PaperKind
from engagement.petitions.services import papers
from engagement.petitions.services.papers import appeals_make
from tests.core.pdf.reading import text_of
from tests.engagement.petitions.builders import published_petition, resident_make, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(petition_index: PetitionIndexPage) -> Petition:
    """A petition with one signature of five, its last day over but not yet noticed."""
    with time_machine.travel(timezone.now() - timedelta(days=92)):
        petition = published_petition(resident_make(email="avtorka@example.com"), threshold=5)
        sign(petition)
    return petition


def test_the_registry_gets_a_document_it_can_take_in(missed: Petition) -> None:
    tasks.petition_collections_close()
    paper = PetitionPaper.objects.get()
    assert (paper.kind, paper.made_by) == (PaperKind.APPEAL, None)
    assert paper.content
    text = text_of(bytes(paper.content))
    assert "Звернення громадянина" in text
    assert "За статтею 23-1 Закону України «Про звернення громадян»" in text
    assert "Від кого Коваленко Олена Іванівна" in text
    assert "avtorka@example.com" in text
    assert "Підписи 1 із 5" in text
    assert "Відповісти до" in text
    assert "Просимо раду відремонтувати її до початку навчального року." in text


def test_the_appeal_is_made_once(missed: Petition) -> None:
    tasks.petition_collections_close()
    tasks.petition_collections_close()
    assert PetitionPaper.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PetitionPaper.objects.create(petition=missed, kind=PaperKind.APPEAL, content=b"%PDF", sha256="0" * 64)


def test_what_went_wrong_is_made_a_minute_later_and_holds_up_nobody(
    missed: Petition, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=92)):
        published_petition(threshold=5)
    broken = papers.appeal_pdf

    def fails_for_the_first(petition: Petition) -> bytes:
        if petition.pk == missed.pk:
            raise MemoryError
        return broken(petition)

    with patch.object(papers, "appeal_pdf", fails_for_the_first):
        tasks.petition_collections_close()
    missed.refresh_from_db()
    assert missed.failed_at
    assert not missed.papers.exists()
    assert "could not be made" in caplog.text
    assert PetitionPaper.objects.count() == 1
    assert appeals_make() == 1
    assert missed.papers.count() == 1


def test_an_author_who_left_stands_there_by_name_alone(missed: Petition) -> None:
    assert missed.author
    missed.author.delete()
    tasks.petition_collections_close()
    text = text_of(bytes(PetitionPaper.objects.get().content or b""))
    assert "Від кого Коваленко Олена Іванівна" in text
    assert "avtorka@example.com" not in text
