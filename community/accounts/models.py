from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from community.core.encryption.fields import DigestField, EncryptedTextField

PHONE = "phones of accounts"


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail’s untyped images and documents
    """Staff and residents are one kind of user; residents never get the right to enter the admin.

    ``phone`` is E.164, encrypted in the database and found by its digest. It belongs to nobody until
    ``phone_proven_at`` is set: among proven ones it is unique. That the e-mail address is proven is allauth's
    ``EmailAddress.verified``.
    """

    patronymic = models.CharField(_("patronymic"), max_length=150, blank=True)
    settlement = models.CharField(_("settlement"), max_length=120, blank=True)
    phone = EncryptedTextField(
        _("mobile phone"), purpose=PHONE, blank=True, default="", validators=[MaxLengthValidator(16)]
    )
    phone_digest = DigestField(of="phone", purpose=PHONE)
    phone_proven_at = models.DateTimeField(_("phone confirmed at"), null=True, blank=True, editable=False)
    # Of accounts.consent; empty for accounts that staff made and those from before it was kept.
    consent_version = models.CharField(_("consent given to"), max_length=20, blank=True, editable=False)
    consent_at = models.DateTimeField(_("consent given at"), null=True, blank=True, editable=False)
    # Letters about the account itself come whatever this says.
    wants_letters = models.BooleanField(_("gets letters about petitions"), default=True)
    # Part of every session: those from before the account was locked stay void once it is opened again.
    times_locked = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractUser.Meta):
        permissions = [("export_registers", _("Can export registers"))]
        constraints = [
            models.UniqueConstraint(
                fields=["phone_digest"], condition=Q(phone_proven_at__isnull=False), name="user_phone_proven_once"
            ),
            models.CheckConstraint(
                condition=Q(phone_proven_at__isnull=True) | ~Q(phone=""), name="user_proven_phone_is_known"
            ),
        ]
        indexes = [models.Index(fields=["phone_digest"], name="user_by_phone")]

    @property
    def full_name(self) -> str:
        """«Прізвище Ім’я По батькові», as the law on appeals asks for it."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Who is locked loses every session for good; the digest follows the phone."""
        beside = {"phone": "phone_digest"}
        if not self.is_active:
            self.times_locked += 1
            beside["is_active"] = "times_locked"
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*named, *(beside[name] for name in named if name in beside)}
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        digest: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # unknown to the stubs
        if not self.times_locked:
            return digest
        return salted_hmac("accounts.sessions", f"{digest}{self.times_locked}", secret=secret).hexdigest()


class Session(AbstractBaseSession):
    """Django's, which also says whose it is: so people find their own and end them.

    No constraint: a request that ends after the account was deleted still saves its session, which lets nobody in.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, db_constraint=False, editable=False)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_module(settings.SESSION_ENGINE).SessionStore
