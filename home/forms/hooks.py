from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.models import PageQuerySet

from home.forms.rights import READS_ANSWERS


@hooks.register("filter_form_submissions_for_user")
def answers_only_for_readers(user: Any, forms: PageQuerySet) -> PageQuerySet:
    """Who edits the page of a form does not read for that alone what residents sent by it."""
    return forms if user.has_perm(READS_ANSWERS) else forms.none()


@hooks.register("register_permissions")
def register_reading_of_answers() -> QuerySet[Permission]:
    """Administrators may give the right to groups of their own."""
    app_label, codename = READS_ANSWERS.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
