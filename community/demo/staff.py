"""The staff of the demo: one person for each role, one password for all of them."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group

from community.accounts.roles import ADMINISTRATOR, AUTHOR, DUTY, EDITOR, OFFICER
from community.demo.content import content

ROLES = {
    "administrator": ADMINISTRATOR,
    "editor": EDITOR,
    "author": AUTHOR,
    "engagement": OFFICER,
    "duty": DUTY,
}
PASSWORD_BYTES = 9


def demo_password(wanted: str = "") -> str:
    """The password of the demo's staff: ``wanted``, else the kept one, else a new one; kept beside the data."""
    path: Path = settings.DATA_DIR / "demo_password"
    if not wanted and path.exists():
        return path.read_text(encoding="utf-8")
    password = wanted or secrets.token_urlsafe(PASSWORD_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(password)
    return password


def staff_load(password: str) -> dict[str, AbstractUser]:
    """Make the staff, by username. Raises ``Group.DoesNotExist`` when ``sync_roles`` has not run."""
    staff: dict[str, AbstractUser] = {}
    for entry in content("community")["staff"]:
        user = get_user_model().objects.create_user(
            entry["username"],
            f"{entry['username']}@yasnobrid.example",
            password,
            first_name=entry["first_name"],
            last_name=entry["last_name"],
            is_superuser=entry["group"] == "administrator",
            is_staff=True,
        )
        user.groups.add(Group.objects.get(name=ROLES[entry["group"]].name))
        staff[user.username] = user
    return staff
