from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db.models import Model
from wagtail_modeladmin.helpers import PermissionHelper

EXPORT_PERMISSION = "accounts.export_registers"
Person = AbstractBaseUser | PermissionsMixin | AnonymousUser


class RegisterPermissionHelper(PermissionHelper):
    """A register is read and never written: whoever has the right to view it reads, nobody adds, edits or deletes."""

    def user_can_list(self, user: Any) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_export(self, user: Any) -> bool:
        """A copy leaves the site's control, so it takes a right of its own besides that of reading."""
        return self.user_can_list(user) and user.has_perm(EXPORT_PERMISSION)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False
