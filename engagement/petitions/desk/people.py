from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from community.accounts.models import User
from community.accounts.selectors import user_display
from engagement.petitions.rights import MODERATES


def moderators() -> QuerySet[User]:
    """Everyone who may be put in charge of a petition."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people: QuerySet[User] = get_user_model().objects.with_perm(MODERATES, backend=backend)
    return people.order_by("last_name", "first_name", "username")


class PersonField(forms.ModelChoiceField):
    """A choice of staff by their names."""

    def label_from_instance(self, person: Any) -> str:
        return user_display(person)
