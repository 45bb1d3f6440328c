"""What the own page says of petitions, what a person takes along, and what goes with the account."""

from community.accounts.models import User
from community.accounts.services import account_delete
from engagement.models import Petition, RefusalGround, Signature
from engagement.petitions.services.moderation import petition_refuse
from engagement.petitions.services.signing import signature_withdraw
from tests.engagement.petitions.builders import (
    draft_make,
    published_petition,
    resident_make,
    sign,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.conftest import SignedIn
from tests.engagement.petitions.pages import address, text


def test_the_own_page_shows_what_was_signed_with_the_way_to_withdraw(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    sign(petition, resident)
    draft_make(resident, title="Моя чернетка")
    response = signed_in(resident).get("/kabinet/")
    page = text(response)
    assert "Мої підписи Відремонтувати дорогу" in page
    assert "Моя чернетка Чернетка" in page
    assert f'href="{address(petition, "vidklyk/")}"' in response.content.decode()


def test_the_own_page_of_a_newcomer_is_kind(petition: Petition, signed_in: SignedIn) -> None:
    page = text(signed_in(resident_make()).get("/kabinet/"))
    assert "Ви ще не підписали жодної петиції." in page
    assert "Ви ще не писали петицій." in page


def test_a_person_takes_petitions_and_signatures_along(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    sign(petition, resident)
    signature_withdraw(petition=petition, signer=resident)
    sign(petition, resident)
    submitted_petition(resident, title="Моя петиція")
    data = signed_in(resident).get("/kabinet/dani/zavantazhyty/").json()
    assert [signature["state"] for signature in data["signatures"]] == ["withdrawn", "valid"]
    assert data["signatures"][1]["petition"] == petition.number
    assert [(own["title"], own["publication"]) for own in data["petitions"]] == [("Моя петиція", "submitted")]


def test_with_the_account_goes_all_that_nobody_has_read(petition: Petition) -> None:
    resident = resident_make()
    draft_make(resident, title="Чернетка")
    submitted_petition(resident, title="Подана")
    refused = submitted_petition(resident, title="Відхилена")
    ground = RefusalGround.objects.get(code="powers")
    petition_refuse(petition=refused, actor=staff_make(), ground=ground, reasons="Не наше.")
    public = published_petition(resident, title="Оприлюднена")
    account_delete(user=resident)
    assert not User.objects.filter(pk=resident.pk).exists()
    left = dict(Petition.objects.exclude(pk=petition.pk).values_list("title", "author_name"))
    assert left == {"Відхилена": "", "Оприлюднена": "Коваленко Олена Іванівна"}
    public.refresh_from_db()
    assert public.author is None


def test_a_given_signature_stays_without_its_account_and_a_withdrawn_one_loses_its_name(petition: Petition) -> None:
    resident, other = resident_make(), published_petition(title="Інша")
    sign(petition, resident)
    sign(other, resident)
    signature_withdraw(petition=other, signer=resident)
    account_delete(user=resident)
    given, withdrawn = Signature.objects.get(petition=petition), Signature.objects.get(petition=other)
    assert (given.signer, given.full_name, given.state) == (None, "Коваленко Олена Іванівна", "valid")
    assert (withdrawn.signer, withdrawn.full_name, withdrawn.settlement, withdrawn.network) == (None, "", "", "")
