"""A colleague has lost the phone and the recovery codes: an administrator resets the second factor."""

from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from community.accounts.models import User
from community.messaging.models import Message
from community.messaging.rendering import message_render
from tests.accounts.builders import text
from tests.accounts.codes import protected_staff, sign_in_by_password


@pytest.fixture
def protected(oksana: User) -> User:
    protected_staff(oksana)
    return oksana


def reset_address(user: User) -> str:
    return reverse("wagtailusers_users:second_factor", args=[user.pk])


def test_the_way_there_stands_on_the_page_of_the_colleague(protected: User, administrator: Client) -> None:
    page = administrator.get(reverse("wagtailusers_users:edit", args=[protected.pk])).content.decode()
    assert reset_address(protected) in page
    assert "Скинути двоетапний вхід" in page
    question = unescape(text(administrator.get(reset_address(protected))))
    assert "Застосунок на телефоні користувача oksana і всі запасні коди перестануть діяти" in question
    assert "зателефонуйте або зустріньтеся" in question
    assert Authenticator.objects.filter(user=protected).count() == 2


def test_a_reset_is_logged_and_told_and_the_password_stays(protected: User, administrator: Client) -> None:
    done = administrator.post(reset_address(protected), follow=True)
    assert "Двоетапний вхід скинуто. Людину повідомлено листом." in unescape(done.content.decode())
    assert not Authenticator.objects.filter(user=protected).exists()
    letter = Message.objects.get(template="second_factor_reset")
    assert letter.recipient == protected.email
    assert "Його скинув адміністратор сайту." in message_render(message=letter, secrets={}).text
    history = unescape(administrator.get(reverse("wagtailadmin_reports:site_history")).content.decode())
    assert "Двоетапний вхід скинуто" in history
    assert sign_in_by_password(Client(), "oksana", next="/admin/") == "/admin/"


def test_a_second_reset_finds_nothing_and_writes_nothing(protected: User, administrator: Client) -> None:
    administrator.post(reset_address(protected))
    again = administrator.post(reset_address(protected), follow=True)
    assert "Двоетапний вхід і так не був увімкнений." in unescape(again.content.decode())
    assert Message.objects.filter(template="second_factor_reset").count() == 1
    edit = administrator.get(reverse("wagtailusers_users:edit", args=[protected.pk])).content.decode()
    assert reset_address(protected) not in edit


def test_only_who_may_change_people_resets(protected: User, editor: Client, client: Client, resident: User) -> None:
    client.force_login(resident)
    for visitor in (editor, client, Client()):
        visitor.post(reset_address(protected))
        assert Authenticator.objects.filter(user=protected).count() == 2


def test_ones_own_is_turned_off_only_after_the_password(administrator: Client) -> None:
    own = User.objects.get(pk=administrator.session["_auth_user_id"])
    protected_staff(own)
    administrator.force_login(own)
    administrator.post(reset_address(own))
    assert Authenticator.objects.filter(user=own).count() == 2


def test_a_superusers_is_reset_by_a_superuser_only(protected: User, administrator: Client, client: Client) -> None:
    protected.is_superuser = True
    protected.save()
    administrator.post(reset_address(protected))
    assert Authenticator.objects.filter(user=protected).count() == 2
    client.force_login(User.objects.create_superuser("holova"))
    client.post(reset_address(protected))
    assert not Authenticator.objects.filter(user=protected).exists()


def test_who_has_no_address_must_be_told_by_word(protected: User, administrator: Client) -> None:
    User.objects.filter(pk=protected.pk).update(email="")
    done = administrator.post(reset_address(protected), follow=True)
    assert "повідомте людину самі" in unescape(done.content.decode())
    assert not Message.objects.filter(template="second_factor_reset").exists()
