"""What a resident types is read by others: signs that nobody sees turn lines around and slip past conditions."""

import pytest
from django.test import Client
from django.urls import reverse

from community.accounts.models import User
from community.core.text.invisible import without_invisible
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.conditions import condition_make, signatures_meeting
from home.models import HomePage
from tests.accounts.builders import FORM, register
from tests.engagement.petitions.builders import published_petition, resident_make, sign

TURNED = "Ясне\u202e\u2066\u200f\u061c\u200b\ufeff\u00ad"
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    "sign", [*"\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u200b\ufeff\u00ad\U000e0041\ue000\x07\x7f"]
)
def test_no_sign_that_is_not_seen_is_kept(sign: str) -> None:
    assert without_invisible(f"Школа{sign}") == "Школа"


def test_what_is_seen_stays_as_it_is() -> None:
    words = f"П’ять — «ґанок» №\u00a05 {FAMILY}\n\tє́ й\u0306"
    assert without_invisible(words) == words
    assert without_invisible("а\r\nб\u2028в\rг") == "а\nб\nв\nг"


def test_a_title_and_a_text_are_stored_as_they_are_read(home_page: HomePage, client: Client) -> None:
    index = PetitionIndexPage.objects.get()
    client.force_login(resident_make())
    client.post(f"{index.url}nova/tekst/", {"title": f"Лавки в {TURNED}", "text": f"Перше{TURNED}\r\nДруге"})
    petition = Petition.objects.latest("pk")
    assert (petition.title, petition.text) == ("Лавки в Ясне", "ПершеЯсне\nДруге")


def test_a_settlement_is_the_same_for_whoever_counts_by_it(home_page: HomePage, client: Client) -> None:
    """Else a row of signatures escapes a condition that names the settlement everybody reads there."""
    resident = resident_make()
    client.force_login(resident)
    names = {name: FORM[name] for name in ("last_name", "first_name", "patronymic")}
    client.post(reverse("profile"), {**names, "settlement": TURNED})
    resident.refresh_from_db()
    petition = published_petition(threshold=9)
    signature = sign(petition, resident)
    assert list(signatures_meeting(petition, condition_make(settlement="Ясне"))) == [signature]
    register(Client(), settlement=TURNED)
    assert User.objects.get(email=FORM["email"]).settlement == "Ясне"
