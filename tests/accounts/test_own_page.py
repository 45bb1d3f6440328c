"""The own page: what the site knows, and what a person can change, take along and erase."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from community.accounts.models import User
from community.core import personal_data
from community.core.personal_data import PersonalDataSource, register_personal_data
from community.messaging.models import Message
from engagement.models import Annulment
from tests.accounts.builders import (
    EMAIL,
    PASSWORD,
    PHONE,
    is_signed_in,
    last_message,
    letter_path,
    login,
    resident_make,
    templates_sent,
    text,
)
from tests.engagement.petitions.builders import published_petition


@pytest.fixture
def own(client: Client, resident: User) -> Client:
    """A browser in which the resident is signed in."""
    login(client)
    return client


def confirm_password(client: Client) -> None:
    client.post("/kabinet/pidtverdzhennia/", {"password": PASSWORD})


def test_the_own_page_shows_what_is_known(own: Client) -> None:
    page = text(own.get("/kabinet/"))
    for words in ("Шевчук Іван Ігорович", "Ясне", EMAIL, PHONE, "Мій кабінет", "Вийти"):
        assert words in page
    assert "голос не пов’язано з кабінетом" in page


@pytest.mark.parametrize(
    "address",
    ["", "dani/", "dani/zavantazhyty/", "vydalennia/", "poshta/", "telefon/", "parol/", "pidtverdzhennia/"],
)
def test_strangers_are_asked_to_log_in(client: Client, address: str, site: object) -> None:
    answer = client.get(f"/kabinet/{address}")
    assert answer.headers["Location"] == f"/kabinet/vkhid/?next=/kabinet/{address}"


def test_names_and_letters_are_changed_at_once(own: Client, resident: User) -> None:
    answer = own.post(
        "/kabinet/dani/",
        {"last_name": "Шевченко", "first_name": "Іван", "patronymic": "", "settlement": "Гай"},
        follow=True,
    )
    assert "Ваші дані збережено." in text(answer)
    resident.refresh_from_db()
    assert (resident.full_name, resident.settlement, resident.wants_letters) == ("Шевченко Іван", "Гай", False)


def test_a_wrong_name_stays_in_the_form_alone(own: Client, resident: User) -> None:
    answer = own.post("/kabinet/dani/", {"last_name": "<b>", "first_name": "Іван", "settlement": "Гай"})
    assert answer.status_code == 422
    assert "Тут можуть бути лише літери" in text(answer)
    resident.refresh_from_db()
    assert resident.last_name == "Шевчук"


def test_a_new_address_counts_once_its_letter_is_answered(own: Client, resident: User) -> None:
    asked = own.post("/kabinet/poshta/", {"email": "New@Example.com"})
    assert asked.headers["Location"].startswith("/kabinet/pidtverdzhennia/")
    own.post(asked.headers["Location"], {"password": PASSWORD})
    assert (templates_sent()[-1], last_message().recipient) == ("email_confirmation", "new@example.com")
    assert "new@example.com — очікує підтвердження з листа" in text(own.get("/kabinet/"))
    link = letter_path()
    own.get(link)
    assert EmailAddress.objects.get(primary=True).email == EMAIL
    own.post(link)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("new@example.com", True, True)]
    assert (templates_sent()[-1], last_message().recipient) == ("email_changed", EMAIL), "the old address is told"
    assert login(Client(), "new@example.com").status_code == 302
    assert login(Client(), EMAIL).status_code == 422


def test_the_address_of_another_account_cannot_be_taken(own: Client, resident: User) -> None:
    resident_make("taken@example.com", "+380501112233")
    confirm_password(own)
    own.post("/kabinet/poshta/", {"email": "taken@example.com"})
    assert (templates_sent()[-1], last_message().recipient) == ("account_already_exists", "taken@example.com")
    assert EmailAddress.objects.filter(user=resident).count() == 1


def test_the_password_is_changed_with_the_old_one(own: Client) -> None:
    wrong = own.post("/kabinet/parol/", {"oldpassword": "wrong", "password1": "nova-pisnia-lunaie"})
    assert wrong.status_code == 422
    assert "Це не пароль вашого кабінету." in text(wrong)
    other = Client()
    login(other)
    done = own.post("/kabinet/parol/", {"oldpassword": PASSWORD, "password1": "nova-pisnia-lunaie"}, follow=True)
    assert "Пароль змінено." in text(done)
    assert is_signed_in(own)
    assert other.get("/kabinet/").status_code == 302, "other browsers are signed out"
    assert templates_sent() == ["password_changed"]


def test_the_download_has_everything_in_json(own: Client) -> None:
    answer = own.get("/kabinet/dani/zavantazhyty/")
    assert "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.content)
    assert data["account"][0]["last_name"] == "Шевчук"
    assert data["account"][0]["emails"] == [{"email": EMAIL, "confirmed": True}]
    assert data["messages"] == []
    assert PASSWORD not in answer.content.decode()


def test_letters_to_a_pending_address_are_a_strangers(own: Client, resident: User) -> None:
    Client().post("/kabinet/vidnovlennia/", {"email": "stranger@example.com"})
    EmailAddress.objects.create(user=resident, email="stranger@example.com")
    assert json.loads(own.get("/kabinet/dani/zavantazhyty/").content)["messages"] == []
    own.post("/kabinet/vydalennia/", {"password": PASSWORD})
    assert Message.objects.filter(recipient="stranger@example.com").exists()


def test_deletion_asks_for_the_password_and_leaves_nothing(own: Client) -> None:
    Client().post("/kabinet/vidnovlennia/", {"email": EMAIL})
    page = text(own.get("/kabinet/vydalennia/"))
    assert "Оприлюднені підписи зберігають ваше ім’я й дату" in page
    assert own.post("/kabinet/vydalennia/", {"password": "wrong"}).status_code == 422
    assert User.objects.count() == 1
    answer = own.post("/kabinet/vydalennia/", {"password": PASSWORD}, follow=True)
    assert "Кабінет видалено" in text(answer)
    assert not is_signed_in(own)
    assert User.objects.count() == EmailAddress.objects.count() == 0
    assert [(m.template, m.recipient) for m in Message.objects.order_by("pk")] == [("account_deleted", EMAIL)]


def test_an_account_of_staff_is_not_deleted_here(editor: Client, site: object) -> None:
    answer = editor.post("/kabinet/vydalennia/", {"password": "kalyna-berizka"})
    assert answer.status_code == 422
    assert "Попросіть адміністратора сайту" in text(answer)
    assert User.objects.count() == 1


def test_who_made_decisions_as_staff_before_is_sent_to_the_administrator(own: Client, resident: User) -> None:
    petition = published_petition()
    Annulment.objects.create(petition=petition, public_reason="Роботи", proposed_by=resident)
    answer = own.post("/kabinet/vydalennia/", {"password": PASSWORD})
    assert answer.status_code == 422
    assert "Попросіть адміністратора сайту" in text(answer)
    assert User.objects.filter(pk=resident.pk).exists()
    assert is_signed_in(own)


def test_other_apps_show_hand_out_and_erase_their_part(own: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    erased: list[str] = []
    monkeypatch.setattr(personal_data, "_sources", dict(personal_data._sources))
    register_personal_data(
        PersonalDataSource(
            key="signatures",
            title="Мої підписи",
            export=lambda user: [{"petition": "Про сквер"}],
            erase=lambda user: erased.append(user.email),
            template="components/notice.html",
        )
    )
    assert "Мої підписи" in text(own.get("/kabinet/"))
    assert json.loads(own.get("/kabinet/dani/zavantazhyty/").content)["signatures"] == [{"petition": "Про сквер"}]
    own.post("/kabinet/vydalennia/", {"password": PASSWORD})
    assert erased == [EMAIL]
