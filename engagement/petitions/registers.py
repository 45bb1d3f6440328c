from typing import Any

from django.contrib.admin import DateFieldListFilter, display
from django.db.models import Field, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from community.accounts.selectors import user_display
from community.core.registers import RegisterAdmin, RelatedFilter
from community.core.registers.columns import short_time
from engagement.models import Petition, Signature
from engagement.petitions.desk.listing import state_of
from engagement.petitions.desk.queues import at_the_desk

# Longer ones no petition has, and of thousands of digits Python makes no number.
NUMBER_DIGITS = 9


def capitalised(name: str) -> str:
    """A name as documents write it: each part of a double surname with a capital letter, none after an apostrophe."""
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in name.split())


class PublishedPetitionFilter(RelatedFilter):
    """Offers published petitions only: a draft’s title is its author’s own business."""

    def field_choices(self, field: Field, request: HttpRequest, model_admin: Any) -> Any:
        petitions = Petition.objects.published().order_by("-number")
        return [(petition.pk, f"{petition.number}. {petition.title}") for petition in petitions]


class PetitionRegister(RegisterAdmin):
    """Every petition that was handed in: its dates, states and numbers. The desk shows each of them whole."""

    model = Petition
    menu_label = _("Register of petitions")
    menu_icon = "clipboard-list"
    base_url_path = "registers/petitions"
    search_hint = _("Number or the beginning of the title")
    explanation = _(
        "Every petition that was handed in, whatever became of it. The number of signatures is that of the last count."
    )
    ordering = ("-submitted_at", "-id")
    list_select_related = ("count", "moderator", "ground")
    list_display = ("register_number", "linked_title", "state", "valid", "submitted")
    list_display_add_buttons = "linked_title"
    list_export = (
        "number", "title", "author_name", "publication", "collection", "answer", "decision", "ground", "submitted_at",
        "published_at", "refused_at", "collecting_until", "threshold", "valid", "annulled", "reached_at", "failed_at",
        "review_started_at", "answered_at", "due_at", "in_charge",
    )  # fmt: skip
    list_filter = ("publication", "collection", "answer", "decision", ("published_at", DateFieldListFilter))
    # The desk’s main screen is where a petition is looked at.
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return at_the_desk().select_related(*self.list_select_related).order_by(*self.ordering)

    @display(description=_("number"), ordering="number")
    def register_number(self, petition: Petition) -> str:
        return str(petition.number or "")

    @display(description=_("title"), ordering="title")
    def linked_title(self, petition: Petition) -> str:
        return format_html('<a href="{}">{}</a>', reverse("petition_desk:inspect", args=[petition.pk]), petition.title)

    @display(description=_("State"))
    def state(self, petition: Petition) -> str:
        return state_of(petition)

    @display(description=_("counted signatures"), ordering="count__valid")
    def valid(self, petition: Petition) -> int | None:
        return petition.count.valid if petition.is_published else None

    @display(description=_("annulled signatures"))
    def annulled(self, petition: Petition) -> int | None:
        return petition.count.annulled if petition.is_published else None

    @display(description=_("submitted at"), ordering="submitted_at")
    def submitted(self, petition: Petition) -> str:
        return short_time(petition.submitted_at)

    @display(description=_("in charge"))
    def in_charge(self, petition: Petition) -> str:
        return user_display(petition.moderator) if petition.moderator else ""

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        is_number = words.isdecimal() and len(words) <= NUMBER_DIGITS
        return queryset.filter(number=int(words)) if is_number else queryset.filter(title__istartswith=words)


class SignatureRegister(RegisterAdmin):
    """Who signed what and when. Addresses, phones and networks stand in no register."""

    model = Signature
    menu_label = _("Register of signatures")
    menu_icon = "group"
    base_url_path = "registers/signatures"
    search_hint = _("Whole surname, or surname and name")
    explanation = _(
        "Signatures with the name and settlement they were given under. After the statutory term the names "
        "leave; the rows, their settlements and numbers stay."
    )
    ordering = ("-id",)
    list_select_related = ("petition",)
    list_display = ("petition_number", "shown_name", "settlement", "signed", "state")
    list_display_add_buttons = "shown_name"
    list_export = (
        "petition_number",
        "petition_title",
        "shown_name",
        "settlement",
        "signed_at",
        "state",
        "confirmed_by",
    )
    list_filter = (("petition", PublishedPetitionFilter), "state", ("signed_at", DateFieldListFilter))
    inspect_view_fields = [*list_export]

    @display(description=_("petition number"), ordering="petition__number")
    def petition_number(self, signature: Signature) -> int | None:
        return signature.petition.number

    @display(description=_("petition"))
    def petition_title(self, signature: Signature) -> str:
        return signature.petition.title

    @display(description=_("surname, name, patronymic"))
    def shown_name(self, signature: Signature) -> str:
        return signature.full_name or gettext("erased")

    @display(description=_("signed at"), ordering="id")
    def signed(self, signature: Signature) -> str:
        return short_time(signature.signed_at)

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Find by whole words from the beginning of the name, as typed or with capital letters."""
        typed = " ".join(words.split())
        found = Q()
        for name in {typed, capitalised(typed)}:
            found |= Q(full_name=name) | Q(full_name__startswith=f"{name} ")
        return queryset.filter(found)

    def describe_search(self, words: str) -> str:
        """The log of exports outlives names, so it holds none."""
        return gettext("by name")


class PetitionRegisters(ModelAdminGroup):
    """Petitions and signatures, side by side in the menu."""

    menu_label = _("Petition registers")
    menu_icon = "clipboard-list"
    menu_order = 740
    items = (PetitionRegister, SignatureRegister)
