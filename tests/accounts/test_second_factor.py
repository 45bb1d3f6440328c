"""A member of staff and the code from the phone: set-up, sign-in, recovery codes, turning off, and guesses."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client, override_settings
from django.urls import reverse

from community.accounts.models import User
from community.messaging.models import Message
from tests.accounts.builders import text
from tests.accounts.codes import (
    PASSWORD,
    SET_UP,
    protected_staff,
    prove_again,
    set_up_second_factor,
    sign_in_by_password,
)
from tests.services.authenticator import one_time_code

Commits = Callable[..., AbstractContextManager[Any]]
CODE = "/kabinet/dvoetapnyi-vkhid/kod/"
CODES = "/kabinet/dvoetapnyi-vkhid/zapasni-kody/"
OFF = "/kabinet/dvoetapnyi-vkhid/vymknennia/"
DOES_NOT_FIT = "Код не підходить. Дочекайтеся наступного в застосунку й уведіть його."


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<li><code>(\d{8})</code></li>", client.get(CODES).content.decode())


def test_setting_up_shows_a_picture_and_the_same_as_text(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    prove_again(client, SET_UP)
    response = client.get(SET_UP)
    page = unescape(response.content.decode())
    assert "Уведіть нижче шість цифр, які покаже застосунок." in page
    assert re.search(r'<div class="qr-code" role="img" aria-label="QR-код для застосунку[^"]*"><svg ', page)
    assert "data:" not in page
    assert 'style="' not in page
    assert response.headers["Cache-Control"] == "private, no-store"
    link = re.search(r'href="(otpauth://totp/oksana\?secret=\w+&issuer=[^"]+)"', page)
    assert link
    secret = re.search(r'<code class="secret">(\w+)</code>', page)
    assert secret
    assert secret.group(1) in link.group(1)


def test_who_sets_it_up_gets_recovery_codes_and_a_letter(
    oksana: User, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    client.force_login(oksana)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_second_factor(client)
    page = text(client.get(CODES))
    assert "Надрукуйте або перепишіть ці коди й тримайте окремо від телефону." in page
    codes = recovery_codes(client)
    assert len(set(codes)) == 10
    saved = client.get(f"{CODES}fail/")
    assert saved.content.decode().split("\n\n", 1)[1].split() == codes
    assert saved.content.decode().startswith("Запасні коди для входу на сайт «")
    letter = Message.objects.get(template="totp_activated")
    assert letter.recipient == "oksana@hromada.example"
    index = text(client.get("/kabinet/dvoetapnyi-vkhid/"))
    assert "Двоетапний вхід увімкнено. Після пароля сайт питає код із вашого застосунку." in index


def test_the_secret_is_not_readable_in_the_database(oksana: User) -> None:
    secret = protected_staff(oksana)
    stored = json.dumps(list(Authenticator.objects.filter(user=oksana).values("data")))
    assert secret not in stored
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=["only-for-tests"]):
        client = Client()
        sign_in_by_password(client, "oksana")
        client.post(CODE, {"code": one_time_code(secret)})
        assert SESSION_KEY in client.session
    with override_settings(SECRET_KEY="another"):
        client = Client()
        sign_in_by_password(client, "oksana")
        assert DOES_NOT_FIT in text(client.post(CODE, {"code": one_time_code(secret)}))


def test_a_wrong_code_lets_nobody_in_and_says_what_to_do(oksana: User, client: Client) -> None:
    protected_staff(oksana)
    assert sign_in_by_password(client, "oksana") == CODE
    assert "Пароль правильний. Відкрийте застосунок для одноразових кодів" in text(client.get(CODE))
    response = client.post(CODE, {"code": "000000"})
    assert response.status_code == 422
    assert DOES_NOT_FIT in text(response)
    assert "<title>Помилка: Код із телефону" in text(response)
    assert "Уведіть код." in text(client.post(CODE, {"code": ""}))
    assert SESSION_KEY not in client.session
    assert client.get("/admin/").status_code == 302


def test_the_right_code_lets_in_under_a_new_session(oksana: User, client: Client) -> None:
    secret = protected_staff(oksana)
    client.get("/kabinet/vkhid/")
    sign_in_by_password(client, "oksana", next="/admin/")
    before = client.session.session_key
    response = client.post(CODE, {"code": f"{one_time_code(secret)[:3]} {one_time_code(secret)[3:]}"})
    assert response.headers["Location"] == "/admin/"
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200


def test_a_code_seen_over_the_shoulder_does_not_fit_again(oksana: User) -> None:
    with time_machine.travel("2026-11-23T10:00:05+02:00", tick=False) as clock:
        secret = protected_staff(oksana)
        code = one_time_code(secret)
        owner, thief = Client(), Client()
        for client in (owner, thief):
            sign_in_by_password(client, "oksana")
        owner.post(CODE, {"code": code})
        assert SESSION_KEY in owner.session
        clock.shift(35)
        assert DOES_NOT_FIT in text(thief.post(CODE, {"code": f"{code[:2]}-{code[2:]}"}))
        assert SESSION_KEY not in thief.session


def test_guessing_is_stopped_even_when_the_right_code_comes(oksana: User, client: Client) -> None:
    secret = protected_staff(oksana)
    sign_in_by_password(client, "oksana")
    answers = [client.post(CODE, {"code": f"00000{guess}"}).status_code for guess in range(10)]
    assert answers[:5] == [422] * 5
    response = client.post(CODE, {"code": one_time_code(secret)})
    assert response.status_code == 429
    assert "Забагато спроб" in text(response)
    assert SESSION_KEY not in client.session


def test_a_recovery_code_works_once(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    set_up_second_factor(client)
    code = recovery_codes(client)[0]
    first, second = Client(), Client()
    for visitor in (first, second):
        sign_in_by_password(visitor, "oksana")
        visitor.post(CODE, {"code": code})
    assert SESSION_KEY in first.session
    assert SESSION_KEY not in second.session
    assert len(recovery_codes(client)) == 9


def test_new_recovery_codes_void_the_former(
    oksana: User, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    client.force_login(oksana)
    set_up_second_factor(client)
    before = recovery_codes(client)
    assert "Теперішні коди, зокрема надруковані, перестануть діяти." in text(client.get(f"{CODES}novi/"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{CODES}novi/")
    assert not set(before) & set(recovery_codes(client))
    assert Message.objects.filter(template="recovery_codes_generated", recipient=oksana.email).count() == 1


@pytest.mark.parametrize("address", [OFF, CODES, f"{CODES}novi/", f"{CODES}fail/"])
def test_whatever_weakens_it_asks_for_the_password_again(address: str, oksana: User) -> None:
    secret = protected_staff(oksana)
    client = Client()
    sign_in_by_password(client, "oksana")
    client.post(CODE, {"code": one_time_code(secret)})
    for response in (client.get(address), client.post(address)):
        if response.status_code != 405:
            assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(user=oksana).count() == 2


def test_turning_off_is_confirmed_told_and_forgets_everything(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    set_up_second_factor(client)
    page = text(client.get(OFF))
    assert "Вимкнути двоетапний вхід?" in page
    assert "Для роботи в адміністративній частині доведеться налаштувати двоетапний вхід знову." in page
    client.post(OFF)
    assert not Authenticator.objects.filter(user=oksana).exists()
    assert Message.objects.filter(template="totp_deactivated", recipient=oksana.email).count() == 1
    assert sign_in_by_password(Client(), "oksana") == reverse("cabinet")


def test_proving_oneself_by_a_code_serves_as_well(oksana: User) -> None:
    secret = protected_staff(oksana)
    client = Client()
    sign_in_by_password(client, "oksana")
    client.post(CODE, {"code": one_time_code(secret)})
    address = f"/kabinet/dvoetapnyi-vkhid/pidtverdzhennia/?next={OFF}"
    assert "Перш ніж змінити щось важливе, уведіть код із застосунку" in text(client.get(address))
    assert client.post(address, {"code": one_time_code(secret, steps=1)}).headers["Location"] == OFF
    assert client.get(OFF).status_code == 200


def test_nothing_secret_reaches_the_log(oksana: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    secret = protected_staff(oksana)
    sign_in_by_password(client, "oksana")
    client.post(CODE, {"code": "999999"})
    code = one_time_code(secret)
    client.post(CODE, {"code": code})
    for word in (secret, code, "999999", PASSWORD):
        assert word not in caplog.text
