"""The count follows the signatures, and a count that does not is found at night, mended and told of."""

import logging

import pytest

from community.accounts.roles import OFFICER
from engagement.models import SignatureCount
from engagement.petitions.services.counting import counts_check, petitions_recount
from tests.engagement.petitions.builders import TITLE, letters, officer_make, published_petition, sign

pytestmark = pytest.mark.django_db


def test_a_wrong_count_is_mended_and_staff_are_told(roles: None, caplog: pytest.LogCaptureFixture) -> None:
    officer, petition = officer_make(OFFICER), published_petition(threshold=9)
    sign(petition)
    petitions_recount()
    SignatureCount.objects.filter(pk=petition.pk).update(valid=7)
    with caplog.at_level(logging.ERROR):
        assert counts_check() == [petition.pk]
    assert f"petitions [{petition.pk}]" in caplog.text
    assert SignatureCount.objects.get(pk=petition.pk).valid == 1
    (letter,) = letters("petition_counts_differ")
    assert (letter.recipient, letter.context) == (officer.email, {"titles": [TITLE]})
    assert counts_check() == []


def test_a_count_that_waits_for_its_turn_is_late_and_not_wrong(roles: None) -> None:
    officer_make(OFFICER)
    petition = published_petition(threshold=9)
    sign(petition)
    assert counts_check() == []
    assert letters("petition_counts_differ") == []
    assert petitions_recount() == 1
    # Nothing changed since: nothing is counted again.
    assert petitions_recount() == 0
