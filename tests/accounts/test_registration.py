"""A resident registers: a letter, then an SMS, then the own page."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from community.accounts.models import User
from community.accounts.selectors import resident_is_proven
from community.messaging.models import Channel, Message
from community.messaging.rendering import message_render
from tests.accounts.builders import (
    EMAIL,
    FORM,
    PHONE,
    is_signed_in,
    last_message,
    letter_path,
    login,
    register,
    resident_make,
    sms_code,
    templates_sent,
    text,
)

pytestmark = pytest.mark.usefixtures("site")


def test_the_form_says_beforehand_what_will_be_asked(client: Client) -> None:
    page = text(client.get("/kabinet/reiestratsiia/"))
    assert "Буде надіслано лист із підтвердженням" in page
    assert "Потребує підтвердження через SMS" in page
    assert "Що ми робимо з вашими даними" in page
    for label in ("Прізвище", "Ім’я", "По батькові", "Населений пункт", "Мобільний телефон", "Пароль"):
        assert label in page
    assert "/kabinet/vkhid/" in page
    assert "/kabinet/vidnovlennia/" in page


def test_from_the_form_to_the_own_page(client: Client) -> None:
    sent = register(client)
    assert sent.headers["Location"] == "/kabinet/poshta/lyst/"
    assert "Ми надіслали вам лист" in text(client.get("/kabinet/poshta/lyst/"))
    assert templates_sent() == ["email_confirmation_signup"]
    user = User.objects.get()
    assert (user.full_name, user.settlement, user.phone) == ("Коваль Олена Петрівна", "Ясне", PHONE)
    assert not is_signed_in(client)

    link = letter_path()
    assert f"{EMAIL} — ваша пошта?" in text(client.get(link))
    assert not EmailAddress.objects.get().verified, "GET only shows"
    assert Message.objects.filter(channel=Channel.SMS).count() == 0, "no SMS before the address is proven"

    code_page = client.post(link, follow=True)
    assert "Ми надіслали SMS на номер +380671234567" in text(code_page)
    assert EmailAddress.objects.get().verified
    assert not resident_is_proven(user)
    assert not is_signed_in(client)

    own_page = client.post("/kabinet/telefon/kod/", {"action": "verify", "code": sms_code()}, follow=True)
    assert "Мій кабінет" in text(own_page)
    assert "Коваль Олена Петрівна" in text(own_page)
    assert resident_is_proven(user)
    assert is_signed_in(client)
    assert client.session.get_expire_at_browser_close()


def test_the_letter_opened_in_another_browser_proves_the_address_and_signs_nobody_in(client: Client) -> None:
    register(client)
    other = Client()
    answer = other.post(letter_path(), follow=True)
    assert "Електронну пошту підтверджено." in text(answer)
    assert not is_signed_in(other)
    assert "Ми надіслали SMS" in text(login_followed(other))


def login_followed(client: Client) -> object:
    return client.get(login(client).headers["Location"])


def test_the_letter_and_the_sms_say_what_to_do(client: Client) -> None:
    register(client)
    letter = last_message()
    content = message_render(message=letter, secrets=letter.secrets)
    assert content.subject == "Підтвердьте свою електронну пошту"
    assert "http://127.0.0.1:8000/kabinet/poshta/" in content.text
    client.post(letter_path())
    sms = last_message(Channel.SMS)
    assert message_render(message=sms, secrets=sms.secrets).text == f"Ваш код: {sms_code()}. Нікому його не кажіть."


def test_a_used_link_says_so(client: Client) -> None:
    register(client)
    link = letter_path()
    client.post(link)
    for answer in (Client().get(link), Client().post(link)):
        assert answer.status_code == 410
        assert "Це посилання більше не діє" in text(answer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_name": ""}, "Вкажіть своє прізвище."),
        ({"first_name": "http://spam.example"}, "Тут можуть бути лише літери"),
        ({"settlement": ""}, "Вкажіть населений пункт"),
        ({"email": "olena"}, "не схоже на"),
        ({"phone": "044 123-45-67"}, "мобільн"),
        ({"phone": "+1 202 555 0123"}, "українськ"),
        ({"password1": "qwerty12345"}, "Пароль занадто поширений."),
        ({"password1": "короткий"}, "10 символ"),
        ({"password1": "olena@example.com"}, "Пароль надто схожий"),
        ({"consent": ""}, "Без вашої згоди"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_nothing_is_lost(
    client: Client, changes: dict[str, str], words: str
) -> None:
    answer = register(client, **changes)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "<title>Помилка:" in text(answer)
    for name in {"last_name", "settlement", "email"} - changes.keys():
        assert f'value="{FORM[name]}"' in text(answer)
    assert User.objects.count() == 0
    assert Message.objects.count() == 0


def test_apostrophes_become_one_and_the_patronymic_may_be_missing(client: Client) -> None:
    register(client, last_name="Мар'яненко", first_name=" Дем`ян ", patronymic="")
    assert User.objects.get().full_name == "Мар’яненко Дем’ян"


def test_an_unproven_registration_does_not_keep_others_from_the_address_and_the_number(client: Client) -> None:
    resident_make(proven=False)
    register(client)
    client.post(letter_path())
    client.post("/kabinet/telefon/kod/", {"action": "verify", "code": sms_code()})
    assert is_signed_in(client)
    assert EmailAddress.objects.get(verified=True).user.full_name == "Коваль Олена Петрівна"


def test_a_known_address_gets_another_letter_and_no_account(client: Client) -> None:
    resident_make()
    assert register(client, email=EMAIL.upper()).headers["Location"] == "/kabinet/poshta/lyst/"
    assert templates_sent() == ["account_already_exists"]
    assert User.objects.count() == 1
    letter = last_message()
    words = message_render(message=letter, secrets={}).text
    assert "Вона вже належить кабінету" in words
    assert "http://127.0.0.1:8000/kabinet/vidnovlennia/" in words
