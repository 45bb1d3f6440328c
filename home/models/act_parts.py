from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from home.acts.choices import Effect
from home.acts.querysets import facets_forget
from home.models.acts import ActPage


class ActFile(Orderable):
    """A file of a document: the signed copy, an annex."""

    act = ParentalKey(ActPage, on_delete=models.CASCADE, related_name="files", verbose_name=_("document"))
    document = models.ForeignKey(
        "core.CommunityDocument", on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")


class ActRelation(Orderable):
    """One document changes, cancels or adopts another."""

    act = ParentalKey(ActPage, on_delete=models.CASCADE, related_name="relations", verbose_name=_("document"))
    effect = models.CharField(_("what it does"), max_length=7, choices=Effect, default=Effect.AMENDS)
    other = models.ForeignKey(
        ActPage, on_delete=models.CASCADE, related_name="relations_from", verbose_name=_("the other document")
    )

    panels = [FieldPanel("effect"), FieldPanel("other")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation of documents")
        verbose_name_plural = _("relations of documents")
        constraints = [
            models.UniqueConstraint(fields=["act", "other"], name="act_relation_unique"),
            models.CheckConstraint(name="act_relation_to_another", condition=~models.Q(act=models.F("other"))),
        ]


# Signals, because a deleted section takes its pages without asking their `delete`.
@receiver(post_delete, sender=ActRelation)
def relation_ends(instance: ActRelation, **kwargs: Any) -> None:
    ActPage.objects.statuses_refresh([instance.other_id])


@receiver(post_delete, sender=ActPage)
def act_leaves(instance: ActPage, **kwargs: Any) -> None:
    facets_forget(instance.path)
