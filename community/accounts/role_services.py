from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from community.accounts.roles import REVIEW, ROLES, WAGTAIL_GROUPS, WAGTAIL_REVIEW, Role

Rights = dict[str, Permission]


@transaction.atomic
def roles_sync() -> list[str]:
    """Make the groups of staff exactly what ``roles`` says and return the changes in words; a second call makes none.

    Groups that staff made themselves stay as they are. Raises ``LookupError`` naming rights that do not exist.
    """
    known = known_rights()
    changes: list[str] = []
    for role in ROLES:
        group, created = Group.objects.get_or_create(name=role.name)
        changes += [f"{role.name}: group added"] if created else []
        changes += [f"{role.name}: {change}" for change in role_sync(role=role, group=group, known=known)]
    changes += review_sync()
    changes += wagtail_groups_remove()
    return changes


def known_rights() -> Rights:
    """Return every right a role names, by name. Raises ``LookupError`` before anything is changed."""
    permissions = Permission.objects.select_related("content_type")
    existing = {f"{permission.content_type.app_label}.{permission.codename}": permission for permission in permissions}
    named = {name for role in ROLES for name in role.permissions | role.collection_permissions | page_rights(role)}
    if missing := sorted(named - existing.keys()):
        raise LookupError(f"Roles name rights that do not exist (run migrate first): {', '.join(missing)}")
    return {name: existing[name] for name in named}


def page_rights(role: Role) -> set[str]:
    """Spell the rights of ``role`` on pages as rights."""
    return {f"wagtailcore.{action}_page" for action in role.page_permissions}


def role_sync(*, role: Role, group: Group, known: Rights) -> list[str]:
    """Give ``group`` what ``role`` grants, on models, pages and collections, and take what it does not."""
    changes = []
    wanted = {known[name] for name in role.permissions}
    present = set(group.permissions.select_related("content_type"))
    group.permissions.add(*wanted - present)
    group.permissions.remove(*present - wanted)
    changes += describe(wanted - present, present - wanted)

    root = Page.get_first_root_node()
    pages = GroupPagePermission.objects.filter(group=group)
    changes += placed_sync(
        stored={(row.page_id, row.permission): row for row in pages.select_related("permission__content_type")},
        wanted={(root.pk, known[name]) for name in page_rights(role)},
        add=lambda pk, right: GroupPagePermission.objects.create(group=group, page_id=pk, permission=right),
    )

    root_collection = Collection.get_first_root_node()
    collections = GroupCollectionPermission.objects.filter(group=group)
    changes += placed_sync(
        stored={
            (row.collection_id, row.permission): row for row in collections.select_related("permission__content_type")
        },
        wanted={(root_collection.pk, known[name]) for name in role.collection_permissions},
        add=lambda pk, right: GroupCollectionPermission.objects.create(group=group, collection_id=pk, permission=right),
    )
    return changes


def placed_sync(
    *,
    stored: dict[tuple[int, Permission], Model],
    wanted: set[tuple[int, Permission]],
    add: Callable[[int, Permission], Model],
) -> list[str]:
    """Make rights that hold on a place (a page, a collection) exactly ``wanted``."""
    missing, extra = wanted - stored.keys(), stored.keys() - wanted
    for place, right in missing:
        add(place, right)
    for key in extra:
        stored[key].delete()
    return describe((right for _place, right in missing), (right for _place, right in extra))


def describe(added: Iterable[Permission], removed: Iterable[Permission]) -> list[str]:
    """Name rights given and taken, in a stable order."""
    signs = [("+", right) for right in added] + [("-", right) for right in removed]
    return sorted(f"{sign} {right.content_type.app_label}.{right.codename}" for sign, right in signs)


def review_sync() -> list[str]:
    """Let the roles that review approve what authors submit: the workflow of the whole tree and its tasks."""
    place = WorkflowPage.objects.filter(page=Page.get_first_root_node()).select_related("workflow").first()
    if place is None:
        return [review_create()]
    changes = []
    if place.workflow.name == WAGTAIL_REVIEW:
        Workflow.objects.filter(pk=place.workflow.pk).update(name=REVIEW)
        changes.append(f"workflow named {REVIEW}")
    reviewers = review_groups()
    for task in GroupApprovalTask.objects.filter(workflow_tasks__workflow=place.workflow, active=True):
        if task.name == WAGTAIL_REVIEW:
            GroupApprovalTask.objects.filter(pk=task.pk).update(name=REVIEW)
        if missing := reviewers - set(task.groups.all()):
            task.groups.add(*missing)
            changes += [f"{group.name}: reviews submitted pages" for group in missing]
    return changes


def review_create() -> str:
    """Give the tree a workflow of one task where an installation has none."""
    workflow = Workflow.objects.create(name=REVIEW, active=True)
    task = GroupApprovalTask.objects.create(name=REVIEW, active=True)
    task.groups.set(review_groups())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    return f"workflow {REVIEW} added"


def review_groups() -> set[Group]:
    """Return the groups whose role reviews."""
    return set(Group.objects.filter(name__in=[role.name for role in ROLES if role.reviews]))


def wagtail_groups_remove() -> list[str]:
    """Remove the English groups of Wagtail's migrations, unless somebody is in them."""
    unused = Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True)
    changes = [f"{group.name}: unused group of Wagtail removed" for group in unused]
    unused.delete()
    return changes
