"""The editors' list of pages: what it shows, to whom, and that it counts nothing the tree knows."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from community.accounts.models import User
from home.models import HomePage, SectionPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home_page: HomePage) -> SectionPage:
    section = home_page.add_child(instance=SectionPage(title="Громада", slug="hromada"))
    for number in range(3):
        section.add_child(instance=SectionPage(title=f"Сторінка {number}", slug=f"storinka-{number}", live=number != 1))
    home_page.add_child(instance=SectionPage(title="Чужа", slug="chuzha"))
    return section


def editor_of(page: SectionPage) -> Client:
    group = Group.objects.create(name="Редактори розділу")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = User.objects.create_user("redaktorka", "r@example.com", is_staff=True)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def listed(client: Client, page: SectionPage, words: str = "") -> list[str]:
    answer = client.get(reverse("wagtailadmin_explore", args=[page.pk]) + words)
    assert answer.status_code == 200
    return sorted(found.title for found in answer.context["object_list"])


ALL = ["Сторінка 0", "Сторінка 1", "Сторінка 2"]


def test_an_administrator_sees_all_pages_below(section: SectionPage, administrator_client: Client) -> None:
    assert listed(administrator_client, section) == ALL


def test_an_editor_of_the_section_sees_all_of_it_and_of_what_is_above_only_the_way_to_it(section: SectionPage) -> None:
    client = editor_of(section)
    assert listed(client, section) == ALL
    answer = client.get(reverse("wagtailadmin_explore", args=[section.get_parent().pk]))
    assert "Чужа" not in answer.content.decode()


def test_words_still_choose(section: SectionPage, administrator_client: Client) -> None:
    assert listed(administrator_client, section, "?q=Сторінка 2") == ["Сторінка 2"]


def test_the_number_of_pages_is_the_trees(section: SectionPage, administrator_client: Client) -> None:
    listed(administrator_client, section)
    with CaptureQueriesContext(connection) as asked:
        answer = administrator_client.get(reverse("wagtailadmin_explore", args=[section.pk]))
    assert answer.context["paginator"].count == 3
    statements = [query["sql"] for query in asked]
    assert [sql for sql in statements if "COUNT(" in sql and '"wagtailcore_page"."depth"' in sql] == []
