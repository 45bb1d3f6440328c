from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from community.accounts.models import User

# What Wagtail asks before it lets somebody write; each step of the desk has a right and a service of its own.
WRITING = frozenset({"add", "change", "delete", "publish", "lock", "unlock"})


class PetitionPolicy(ModelPermissionPolicy):
    """Staff read petitions and decide on them; a resident's text nobody edits or deletes, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in WRITING and bool(super().user_has_permission(user, action))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        allowed = set(actions) - WRITING
        people: QuerySet[User] = super().users_with_any_permission(allowed) if allowed else User.objects.none()
        return people
