from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FormConsent(models.Model):
    """A wording that people agreed to by a form. A changed page brings another one; none is edited."""

    page = models.ForeignKey("home.FormPage", on_delete=models.CASCADE, related_name="consents")
    text = models.TextField(_("text"))
    digest = models.CharField(max_length=64, editable=False)
    first_agreed_at = models.DateTimeField(_("first agreed to"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent by a form")
        verbose_name_plural = _("consents by forms")
        constraints = [models.UniqueConstraint(fields=["page", "digest"], name="form_consent_kept_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
