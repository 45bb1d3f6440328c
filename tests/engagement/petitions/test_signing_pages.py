"""A resident signs a petition, page by page, and every way in which it does not come to that."""

import pytest
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from engagement.models import Petition, PetitionSettings, Signature
from engagement.models.signature import SignatureState
from engagement.petitions import limits
from engagement.petitions.services.answers import petition_review_start
from engagement.petitions.services.counting import petitions_recount
from tests.engagement.petitions.builders import (
    reach_threshold,
    resident_make,
    sign,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.conftest import SignedIn
from tests.engagement.petitions.pages import address, sign_by_post, text


def test_a_resident_signs_and_is_thanked_with_a_number(petition: Petition, signed_in: SignedIn) -> None:
    sign(petition)
    resident = resident_make(last_name="Шевчук", first_name="Іван", patronymic="Ігорович", settlement="Ясне")
    browser = signed_in(resident)
    check = text(browser.get(address(petition, "pidpys/")))
    assert "Перевірте й підпишіть" in check
    assert "Шевчук Іван Ігорович" in check
    assert "Я мешкаю на території громади й підписую від власного імені." in check
    assert f"лишаються публічними до {timezone.localdate().day} " in check
    assert str(timezone.localdate().year + 3) in check
    assert not Signature.objects.filter(signer=resident).exists()

    response = sign_by_post(browser, petition)
    assert response.status_code == 303
    thanks = text(browser.get(response["Location"]))
    assert "Дякуємо, ви підписали петицію" in thanks
    assert "Ваш номер серед підписантів: 2" in thanks
    petitions_recount()
    assert "2 підписи з потрібних 3" in text(browser.get(address(petition)))
    signers = text(browser.get(address(petition, "pidpysy/")))
    assert f"Шевчук Іван Ігорович {timezone.localdate():%d.%m.%Y}" in signers
    assert "Ясне" not in signers
    assert resident.phone not in signers


def test_a_stranger_logs_in_first_and_comes_back(client: Client, petition: Petition) -> None:
    for response in (client.get(address(petition, "pidpys/")), sign_by_post(client, petition)):
        assert response["Location"] == f"/kabinet/vkhid/?next={address(petition, 'pidpys/')}"
        assert "no-store" in response["Cache-Control"]
    assert not Signature.objects.exists()


def test_eligibility_is_confirmed_before_signing(petition: Petition, signed_in: SignedIn) -> None:
    statute = PetitionSettings.load()
    statute.eligibility = "Мені виповнилося 16 років."
    statute.save()
    response = signed_in(resident_make()).post(address(petition, "pidpys/"))
    assert response.status_code == 422
    page = text(response)
    assert "Помилка:" in page
    assert "Мені виповнилося 16 років." in page
    assert "Підтвердьте це, перш ніж підписати" in page
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"phone_proven": False}, "підтвердженого мобільного телефону"),
        ({"email_proven": False}, "підтвердженої електронної пошти"),
        ({"last_name": "", "first_name": "", "patronymic": ""}, "прізвища та імені"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_proofs_no_route_leads_to_a_signature(
    petition: Petition, signed_in: SignedIn, lacking: dict[str, object], words: str, method: str
) -> None:
    """A session is not enough, whichever door it came through: here it is simply there."""
    browser = signed_in(resident_make(**lacking))  # type: ignore[arg-type]  # names and switches side by side
    response = getattr(browser, method)(address(petition, "pidpys/"), {"eligible": "on"})
    assert response.status_code == 403
    assert words in text(response)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/", "/kabinet/vkhid/"])
def test_no_login_address_makes_a_signer_of_an_unproven_resident(client: Client, petition: Petition, door: str) -> None:
    resident = resident_make(phone_proven=False)
    for name in (resident.username, resident.email):
        client.post(door, {"username": name, "login": name, "password": "kalyna-berizka"})
        response = sign_by_post(client, petition)
        assert response.status_code in {302, 403}
    assert not Signature.objects.exists()


def test_staff_without_proofs_cannot_sign_either(petition: Petition, administrator: Client) -> None:
    response = sign_by_post(administrator, petition)
    assert response.status_code == 403
    assert not Signature.objects.exists()


def test_signing_twice_changes_nothing_and_says_so(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    sign(petition, resident)
    for response in (
        signed_in(resident).get(address(petition, "pidpys/")),
        sign_by_post(signed_in(resident), petition),
    ):
        assert response.status_code == 409
        assert "ваш номер — 1. Одна людина підписує один раз" in text(response)
    assert Signature.objects.count() == 1


def test_a_second_account_with_the_same_phone_is_told_why(petition: Petition, signed_in: SignedIn) -> None:
    first = resident_make()
    sign(petition, first)
    phone = first.phone
    first.delete()
    response = sign_by_post(signed_in(resident_make(phone=phone)), petition)
    assert response.status_code == 409
    assert "вже підписано з вашим номером телефону" in text(response)


def test_a_closed_petition_takes_no_signatures(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    sign(petition, resident)
    petition_review_start(petition=reach_threshold(petition), actor=staff_make())
    late = sign_by_post(signed_in(resident_make()), petition)
    assert late.status_code == 410
    assert "Ваш підпис не записано." in text(late)
    assert "На розгляді" in text(late)
    in_time = sign_by_post(signed_in(resident), petition)
    assert in_time.status_code == 410
    assert "Ви підписали її вчасно" in text(in_time)


def test_what_is_not_published_cannot_be_signed(petition: Petition, signed_in: SignedIn) -> None:
    waiting = submitted_petition()
    response = signed_in(resident_make()).post(f"/petytsii/{waiting.pk}/pidpys/", {"eligible": "on"})
    assert response.status_code == 404
    assert "Такої петиції немає" in text(response)


def test_a_signature_is_withdrawn_and_given_anew(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    browser = signed_in(resident)
    sign(petition, resident)
    assert "Відкликати підпис?" in text(browser.get(address(petition, "vidklyk/")))
    assert Signature.objects.get().is_valid
    response = browser.post(address(petition, "vidklyk/"))
    assert response.status_code == 303
    assert "Підпис відкликано" in text(browser.get(response["Location"]))
    assert Signature.objects.get().state == SignatureState.WITHDRAWN
    assert "Ще ніхто не підписав" in text(browser.get(address(petition, "pidpysy/")))
    assert sign_by_post(browser, petition).status_code == 303
    assert Signature.objects.valid().count() == 1


def test_once_the_collection_has_ended_nothing_is_withdrawn(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    sign(petition, resident)
    petition_review_start(petition=reach_threshold(petition), actor=staff_make())
    response = signed_in(resident).post(address(petition, "vidklyk/"))
    assert response.status_code == 410
    assert "Підпис уже не можна відкликати" in text(response)
    assert Signature.objects.get(signer=resident).is_valid


def test_who_has_not_signed_is_neither_thanked_nor_asked_to_withdraw(petition: Petition, signed_in: SignedIn) -> None:
    browser = signed_in(resident_make())
    assert browser.get(address(petition, "pidpys/diakuiemo/"))["Location"] == address(petition, "pidpys/")
    assert "Ви не підписували цієї петиції" in text(browser.post(address(petition, "vidklyk/")))


def test_too_many_attempts_lose_nothing(
    petition: Petition, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SIGNATURES_BURST", limits.Limit("signatures-burst", 1, 3600))
    assert sign_by_post(signed_in(resident_make()), petition).status_code == 303
    response = sign_by_post(signed_in(resident_make()), petition)
    assert response.status_code == 429
    assert "Нічого не втрачено" in text(response)
    assert "checked" in response.content.decode()  # type: ignore[attr-defined]  # a whole page
    assert Signature.objects.count() == 1


def test_one_account_does_not_sign_and_withdraw_without_end(petition: Petition, signed_in: SignedIn) -> None:
    browser = signed_in(resident_make())
    for _time in range(limits.SIGNATURES_OF_ACCOUNT.count // 2):
        assert sign_by_post(browser, petition).status_code == 303
        assert browser.post(address(petition, "vidklyk/")).status_code == 303
    assert sign_by_post(browser, petition).status_code == 429


def test_signing_touches_the_signature_alone(petition: Petition, signed_in: SignedIn) -> None:
    before = Petition.objects.filter(pk=petition.pk).values().get()
    sign_by_post(signed_in(resident_make()), petition)
    assert Petition.objects.filter(pk=petition.pk).values().get() == before
    assert User.objects.filter(signatures__petition=petition).count() == 1
    assert Petition.objects.get(pk=petition.pk).count.valid == 0


def test_pages_of_signing_are_nobody_elses(petition: Petition, signed_in: SignedIn) -> None:
    resident = resident_make()
    browser = signed_in(resident)
    for rest in ("pidpys/", "vidklyk/", "pidpys/diakuiemo/"):
        response = browser.get(address(petition, rest))
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
