"""Each of the staff sees what is theirs: the groups and rights that roles are made of."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, WorkflowPage

from community.accounts import roles as role_data
from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, REVIEW, ROLES, Role, rights

NO_RIGHT = "На жаль, у вас немає доступу до цього розділу."


def sync() -> str:
    out = StringIO()
    call_command("sync_roles", stdout=out)
    return out.getvalue()


def test_an_author_edits_only_what_they_wrote_and_cannot_publish(author: Client, editor: Client) -> None:
    writer, reviewer = (User.objects.get(pk=client.session["_auth_user_id"]) for client in (author, editor))
    home = Page.objects.get(depth=2)
    theirs = home.add_child(instance=Page(title="Чужа", slug="chuzha"))
    own = home.add_child(instance=Page(title="Своя", slug="svoia", live=False, owner=writer))
    assert own.permissions_for_user(writer).can_edit()
    assert not own.permissions_for_user(writer).can_publish()
    assert own.permissions_for_user(writer).can_submit_for_moderation()
    assert not theirs.permissions_for_user(writer).can_edit()
    assert theirs.permissions_for_user(reviewer).can_edit()
    assert own.permissions_for_user(reviewer).can_publish()


def test_what_an_author_submits_waits_for_an_editor(author: Client, editor: Client, officer: Client) -> None:
    home = Page.objects.get(depth=2)
    owner = User.objects.get(pk=author.session["_auth_user_id"])
    page = home.add_child(instance=Page(title="Ремонт мосту", slug="remont", live=False, owner=owner))
    page.save_revision(user=owner)
    page.get_workflow().start(page, owner)
    assert "Ремонт мосту" in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Ремонт мосту" not in officer.get(reverse("wagtailadmin_home")).content.decode()
    assert page.get_workflow().name == REVIEW


def test_a_second_sync_changes_nothing(roles: None) -> None:
    assert sync() == "Roles are in place, changes: 0.\n"


def test_sync_says_what_it_changed_and_mends_both_ways(roles: None) -> None:
    group = Group.objects.get(name=EDITOR.name)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    group.permissions.remove(Permission.objects.get(codename="access_admin"))
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    deeper = GroupPagePermission.objects.create(
        group=Group.objects.get(name=AUTHOR.name), page=Page.objects.get(depth=2), permission_type="publish"
    )
    GroupCollectionPermission.objects.filter(group=group, permission__codename="delete_image").delete()
    said = sync()
    assert set(said.splitlines()) == {
        "Редактор: + wagtailadmin.access_admin",
        "Редактор: - accounts.change_user",
        "Редактор: + wagtailcore.publish_page",
        "Автор: - wagtailcore.publish_page",
        "Редактор: + wagtailimages.delete_image",
        "Roles are in place, changes: 5.",
    }
    assert GroupPagePermission.objects.filter(group=group, page=root, permission__codename="publish_page").exists()
    assert not GroupPagePermission.objects.filter(pk=deeper.pk).exists()
    assert sync() == "Roles are in place, changes: 0.\n"


def test_groups_that_staff_made_are_left_alone(roles: None) -> None:
    own = Group.objects.create(name="Старости")
    own.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=own, page=Page.objects.get(depth=2), permission_type="add")
    sync()
    assert own.permissions.count() == 1
    assert GroupPagePermission.objects.filter(group=own).count() == 1


def test_members_keep_their_group_through_a_sync(author: Client) -> None:
    sync()
    assert User.objects.get(pk=author.session["_auth_user_id"]).groups.get().name == AUTHOR.name


def test_only_the_four_roles_are_offered_on_a_fresh_site(roles: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}


def test_a_group_of_wagtail_with_members_stays(db: Any) -> None:
    Group.objects.create(name="Moderators")
    Group.objects.create(name="Editors").user_set.add(User.objects.create_user("olena"))
    sync()
    assert set(Group.objects.filter(name__in=["Editors", "Moderators"]).values_list("name", flat=True)) == {"Editors"}


def test_a_site_without_a_workflow_gets_one(db: Any) -> None:
    WorkflowPage.objects.all().delete()
    assert f"workflow {REVIEW} added" in sync()
    task = WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow.tasks.get().specific
    assert {group.name for group in task.groups.all()} == {EDITOR.name, ADMINISTRATOR.name}


def test_a_right_that_does_not_exist_is_named_and_nothing_changes(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    misspelt = Role("Автор", rights("news", "newscategori", "add"))
    monkeypatch.setattr("community.accounts.role_services.ROLES", (misspelt,))
    with pytest.raises(CommandError, match=r"news\.add_newscategori"):
        sync()
    assert Group.objects.get(name="Автор").permissions.filter(codename="access_admin").exists()


def test_collections_belong_to_administrators(administrator: Client, editor: Client) -> None:
    address = reverse("wagtailadmin_collections:index")
    assert administrator.get(address).status_code == 200
    refused = editor.get(address, follow=True)
    assert refused.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert NO_RIGHT in [str(message).strip() for message in refused.context["messages"]]
    assert Collection.objects.count() == 1


def test_no_role_may_write_into_a_register() -> None:
    written = {
        f"engagement.{action}_{model}" for action in ("add", "change", "delete") for model in ("vote", "votechoice")
    }
    written |= {"messaging.add_message", "messaging.delete_message"}
    for role in role_data.ROLES:
        assert not role.permissions & written
