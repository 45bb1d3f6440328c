from typing import Any

from django.contrib.admin import RelatedFieldListFilter
from django.db.models import Field
from django.http import HttpRequest


class RelatedFilter(RelatedFieldListFilter):
    """Filter by a related object in its model's own order: Django would ask its admin, which is not installed here."""

    def field_admin_ordering(self, field: Field, request: HttpRequest, model_admin: Any) -> tuple[str, ...]:
        return ()
