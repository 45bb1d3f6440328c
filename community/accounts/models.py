from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail’s untyped images and documents
    """Staff and residents are one kind of user; residents never get the right to enter the admin.

    ``phone`` is E.164 and belongs to nobody until ``phone_proven_at`` is set: among proven ones it is unique. That the
    e-mail address is proven is allauth's ``EmailAddress.verified``.
    """

    patronymic = models.CharField(_("patronymic"), max_length=150, blank=True)
    settlement = models.CharField(_("settlement"), max_length=120, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=16, blank=True)
    phone_proven_at = models.DateTimeField(_("phone confirmed at"), null=True, blank=True, editable=False)
    # Letters about the account itself come whatever this says.
    wants_letters = models.BooleanField(_("gets letters about petitions"), default=True)

    class Meta(AbstractUser.Meta):
        permissions = [("export_registers", _("Can export registers"))]
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=Q(phone_proven_at__isnull=False), name="user_phone_proven_once"
            ),
            models.CheckConstraint(
                condition=Q(phone_proven_at__isnull=True) | ~Q(phone=""), name="user_proven_phone_is_known"
            ),
        ]
        indexes = [models.Index(fields=["phone"], name="user_by_phone")]

    @property
    def full_name(self) -> str:
        """«Прізвище Ім’я По батькові», as the law on appeals asks for it."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))
