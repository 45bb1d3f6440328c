"""Through the door: by address, by number, by neither; and out of it."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from community.accounts.models import User
from community.accounts.roles import EDITOR
from community.messaging.models import Channel, Message
from tests.accounts.builders import (
    EMAIL,
    PASSWORD,
    PHONE,
    is_signed_in,
    last_message,
    login,
    resident_make,
    templates_sent,
    text,
)
from tests.conftest import SignIn

pytestmark = pytest.mark.usefixtures("site")


@pytest.mark.parametrize("name", [EMAIL, "Olena@Example.com ", PHONE, "067 123-45-67", "8 (067) 123 45 67"])
def test_a_resident_logs_in_by_address_or_number(client: Client, resident: User, name: str) -> None:
    answer = login(client, name)
    assert answer.headers["Location"] == "/kabinet/"
    assert is_signed_in(client)
    assert "Шевчук Іван Ігорович" in text(client.get("/kabinet/"))


@pytest.mark.parametrize("name", [EMAIL, PHONE, "nobody@example.com", "099 111 22 33", "щось інше"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_words(client: Client, resident: User, name: str) -> None:
    answer = login(client, name, "not-the-password")
    assert answer.status_code == 422
    assert "Пошта чи телефон і пароль не збігаються." in text(answer)
    assert not is_signed_in(client)


def test_the_doors_lead_to_one_another(client: Client) -> None:
    addresses = {"/kabinet/vkhid/", "/kabinet/reiestratsiia/", "/kabinet/vidnovlennia/"}
    for address in addresses:
        page = client.get(address).content.decode()
        main = page[page.index("<main") :]
        for other in addresses - {address}:
            assert f'href="{other}"' in main, (address, other)


def test_every_page_shows_the_doors_and_sets_no_cookie(client: Client, resident: User) -> None:
    page = client.get("/")
    assert 'href="/kabinet/vkhid/">Увійти</a>' in text(page)
    assert 'href="/kabinet/reiestratsiia/">Реєстрація</a>' in text(page)
    assert not page.cookies
    client.force_login(resident)
    assert client.get("/").content == page.content, "whole pages are cached: they know nobody"


def test_pages_of_accounts_stay_out_of_caches_and_search_engines(client: Client) -> None:
    page = client.get("/kabinet/vkhid/")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "strict-origin"


def test_an_unproven_number_is_no_name_to_log_in_with(client: Client) -> None:
    resident_make(proven=False)
    assert login(client, PHONE).status_code == 422


def test_who_has_not_proven_the_address_gets_the_letter_again(client: Client) -> None:
    resident_make(proven=False)
    assert login(client).headers["Location"] == "/kabinet/poshta/lyst/"
    assert templates_sent() == ["email_confirmation_signup"]
    assert not is_signed_in(client)


def test_who_has_not_proven_the_phone_is_asked_for_the_code(client: Client) -> None:
    user = resident_make(proven=False)
    EmailAddress.objects.filter(user=user).update(verified=True)
    assert login(client).headers["Location"] == "/kabinet/telefon/kod/"
    assert not is_signed_in(client)
    assert client.get("/kabinet/").status_code == 302


def test_ten_wrong_passwords_close_the_door_for_that_account_and_network_alone(client: Client, resident: User) -> None:
    other = resident_make("ivan@example.com", "+380501112233")
    for _ in range(10):
        assert login(client, password="wrong-password").status_code == 422
    refused = login(client)
    assert refused.status_code == 429
    assert "Забагато спроб. Зачекайте чверть години" in text(refused)
    assert f'value="{EMAIL}"' in text(refused)
    assert login(client, other.email).status_code == 302
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert login(elsewhere).status_code == 302


def test_a_right_password_forgets_the_wrong_ones_before_it(client: Client, resident: User) -> None:
    for _ in range(3):
        for _ in range(6):
            login(client, password="wrong-password")
        assert login(client).status_code == 302
        client.logout()


def test_staff_log_in_by_the_name_they_were_given_without_letter_or_sms(client: Client, sign_in: SignIn) -> None:
    sign_in(EDITOR)
    clerk = User.objects.get()
    assert login(client, clerk.username, "kalyna-berizka").headers["Location"] == "/kabinet/"
    assert Message.objects.count() == 0


def test_a_closed_account_is_told_so(client: Client, resident: User) -> None:
    User.objects.update(is_active=False)
    answer = login(client)
    assert "Кабінет закрито" in text(client.get(answer.headers["Location"]))
    assert not is_signed_in(client)


def test_logging_out_asks_on_get_and_acts_on_post(client: Client, resident: User) -> None:
    login(client)
    assert "Вийти з кабінету?" in text(client.get("/kabinet/vykhid/"))
    assert is_signed_in(client)
    assert "Ви вийшли з кабінету." in text(client.post("/kabinet/vykhid/", follow=True))
    assert not is_signed_in(client)


def test_recovery_from_the_letter_to_the_new_password(client: Client, resident: User) -> None:
    done = client.post("/kabinet/vidnovlennia/", {"email": EMAIL}, follow=True)
    assert "Ми надіслали лист на вказану адресу" in text(done)
    letter = last_message()
    link = "/" + letter.secrets["link"].split("/", 3)[3]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    assert link not in address, "the key leaves the address before the form is shown"
    refused = client.post(address, {"password1": "password123"})
    assert refused.status_code == 422
    assert "Пароль занадто поширений." in text(refused)
    changed = client.post(address, {"password1": "nova-pisnia-lunaie"}, follow=True)
    assert "Пароль змінено" in text(changed)
    assert templates_sent()[-1] == "password_reset"
    assert login(client, password=PASSWORD).status_code == 422
    assert login(client, password="nova-pisnia-lunaie").status_code == 302
    assert "Це посилання більше не діє" in text(Client().get(link, follow=True))


def test_recovery_of_an_unknown_or_unproven_address_says_so_in_a_letter(client: Client) -> None:
    resident_make(proven=False)
    for email in (EMAIL, "nobody@example.com"):
        client.post("/kabinet/vidnovlennia/", {"email": email})
        assert last_message().template == "unknown_account"
        assert last_message().recipient == email


def test_an_address_gets_three_letters_a_day_from_one_network(client: Client, resident: User) -> None:
    for _ in range(5):
        assert client.post("/kabinet/vidnovlennia/", {"email": EMAIL}).status_code == 302
    assert Message.objects.filter(channel=Channel.EMAIL).count() == 3
