"""What the settings of petitions accept: a slip of the hand must not break every clock."""

import pytest
from django.core.exceptions import ValidationError

from engagement.models import PetitionSettings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "slip"),
    [
        ("threshold", 0),
        ("term_days", 9000),
        ("moderation_days", 0),
        ("notice_days", 3000),
        ("review_days", 32767),
        ("retention_years", 2),
        ("retention_years", 3000),
    ],
)
def test_a_slip_of_the_hand_is_refused_in_words(field: str, slip: int) -> None:
    statute = PetitionSettings.load()
    setattr(statute, field, slip)
    with pytest.raises(ValidationError) as refusal:
        statute.full_clean()
    assert list(refusal.value.message_dict) == [field]
    assert "Переконайтеся, що це значення" in refusal.value.messages[0]


def test_the_statute_as_it_comes_is_sound() -> None:
    PetitionSettings.load().full_clean()
