"""People in the admin: signing in, adding a colleague, and who sees what was done."""

import json
import re
from html import unescape

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Site

from community.accounts.models import User
from community.accounts.roles import AUTHOR, OFFICER
from tests.conftest import SignIn

PASSWORD = "kalyna-berizka-2026"


def words_of(client: Client, address: str) -> str:
    page = re.sub(r"<(script|style|svg).*?</\1>|<!--.*?-->", "", client.get(address).content.decode(), flags=re.DOTALL)
    return unescape(page)


def test_a_member_of_staff_signs_in_and_sees_the_admin_in_ukrainian(client: Client, roles: None) -> None:
    user = User.objects.create_user("olena", password=PASSWORD, first_name="Олена")
    user.groups.add(Group.objects.get(name=AUTHOR.name))
    door = client.get(reverse("wagtailadmin_home"), follow=True).redirect_chain[-1][0]
    page = client.post(door, {"login": "olena", "password": PASSWORD}, follow=True).content.decode()
    assert 'lang="uk"' in page
    # The menu is drawn from data, in which Cyrillic letters are escaped.
    assert json.dumps("Сторінки") in page


def test_a_resident_never_reaches_the_admin(client: Client, roles: None) -> None:
    client.force_login(User.objects.create_user("meshkanka", password=PASSWORD))
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 403
    assert "Ця частина сайту — для працівників ради" in unescape(response.content.decode())


def test_an_administrator_adds_a_colleague_with_a_role(administrator: Client, client: Client) -> None:
    role = Group.objects.get(name=OFFICER.name)
    form = words_of(administrator, reverse("wagtailusers_users:add"))
    assert OFFICER.name in form
    assert "Moderators" not in form
    administrator.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "ivan",
            "email": "ivan@hromada.example",
            "first_name": "Іван",
            "last_name": "Коваль",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "is_active": "on",
            "groups": [role.pk],
        },
    )
    colleague = User.objects.get(username="ivan")
    assert list(colleague.groups.all()) == [role]
    client.force_login(colleague)
    assert client.get(reverse("registers_participation_modeladmin_index")).status_code == 200


def test_a_weak_password_is_refused(administrator: Client) -> None:
    fields = {"username": "ivan", "email": "i@ukr.net", "first_name": "І", "last_name": "К", "is_active": "on"}
    response = administrator.post(reverse("wagtailusers_users:add"), {**fields, "password1": "123", "password2": "123"})
    assert response.status_code == 200
    assert not User.objects.filter(username="ivan").exists()


def test_the_right_to_export_can_be_given_in_the_editor_of_groups(administrator: Client) -> None:
    form = words_of(administrator, reverse("wagtailusers_groups:add"))
    assert "export_registers" in form or "Can export registers" in form or "Може вивантажувати реєстри" in form


def test_what_was_done_is_seen_by_the_administrator_and_not_by_others(sign_in: SignIn, administrator: Client) -> None:
    site = Site.objects.get()
    log(site, "wagtail.edit", user=User.objects.first())
    officer = sign_in(OFFICER)
    history = reverse("wagtailadmin_reports:site_history")
    assert str(site) in words_of(administrator, history)
    assert str(site) not in unescape(officer.get(history, follow=True).content.decode())
