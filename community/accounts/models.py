from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail’s untyped images and documents
    """Staff and residents are one kind of user; residents never get the right to enter the admin."""

    class Meta(AbstractUser.Meta):
        permissions = [("export_registers", _("Can export registers"))]
