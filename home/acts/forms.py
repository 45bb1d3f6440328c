from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from community.core.local_time import day_text, local_day, today
from community.core.page_forms import BasePageForm
from community.core.working_days import WorkingCalendar
from home.acts.choices import ACT_STATUSES, DRAFT_KINDS, DRAFT_STATUSES, NUMBERED_KINDS, Effect
from home.acts.terms import earliest_consideration


def number_clean(number: str) -> str:
    """A number as it is kept: single-spaced, without the sign that pages put before it."""
    return " ".join(number.removeprefix("№").split())


class ActPageForm(BasePageForm):
    """What must hold of a document: some of it always, what law and readers need before it is published."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._check_status(cleaned)
        self._check_number(cleaned)
        self._check_relations(cleaned)
        if not self.is_deferred_validation:
            self._check_date(cleaned)
            self._check_consideration(cleaned)
        return cleaned

    def _check_status(self, cleaned: dict[str, Any]) -> None:
        kind, status = cleaned.get("kind"), cleaned.get("status")
        if kind and status and (kind in DRAFT_KINDS) != (status in DRAFT_STATUSES):
            fitting = ", ".join(
                f"«{value.label}»" for value in (DRAFT_STATUSES if kind in DRAFT_KINDS else ACT_STATUSES)
            )
            self.add_error("status", _("This state does not fit the kind of document. Choose one of: %s.") % fitting)

    def _check_number(self, cleaned: dict[str, Any]) -> None:
        number = cleaned["number"] = number_clean(cleaned.get("number") or "")
        kind = cleaned.get("kind")
        if not number:
            if kind in NUMBERED_KINDS and not self.is_deferred_validation:
                self.add_error("number", _("Give the number: residents look for documents by it."))
            return
        year = (cleaned.get("adopted_on") or self._publication_day()).year
        same = type(self.instance).objects.filter(kind=kind, year=year, number=number).exclude(pk=self.instance.pk)
        if other := same.first():
            message = _("Number %(number)s of %(year)s is taken by “%(title)s”.")
            self.add_error("number", message % {"number": number, "year": year, "title": other.title})

    def _check_relations(self, cleaned: dict[str, Any]) -> None:
        is_draft, seen = cleaned.get("kind") in DRAFT_KINDS, set()
        relations = self.formsets["relations"]
        # Rows are read only when they are asked whether they are valid.
        relations.is_valid()
        for form in relations.forms:
            row = getattr(form, "cleaned_data", {})
            key = str(form["other"].value() or "")
            if not key or row.get("DELETE"):
                continue
            other = row.get("other")
            if key == str(self.instance.pk):
                form.add_error("other", _("A document cannot change itself."))
            elif key in seen:
                form.add_error("other", _("This document is in the list already."))
            elif other and row.get("effect") == Effect.ADOPTS and (is_draft or not other.specific.is_draft):
                form.add_error("effect", _("Only a decision adopts, and only a draft is adopted."))
            seen.add(key)

    def _check_date(self, cleaned: dict[str, Any]) -> None:
        adopted_on = cleaned.get("adopted_on")
        if cleaned.get("kind") in DRAFT_KINDS:
            if adopted_on:
                self.add_error(
                    "adopted_on", _("A draft has no date of adoption. Publish the decision on a page of its own.")
                )
        elif not adopted_on:
            self.add_error("adopted_on", _("Give the date of adoption."))
        elif adopted_on > today():
            self.add_error("adopted_on", _("The date of adoption cannot be in the future."))

    def _check_consideration(self, cleaned: dict[str, Any]) -> None:
        """An early consideration is explained to the editor and needs a reason, which residents read."""
        considered_on = cleaned.get("considered_on")
        if not considered_on or cleaned.get("kind") not in DRAFT_KINDS or cleaned.get("urgency_reason", "").strip():
            return
        earliest = self.instance.earliest_on or earliest_consideration(self._publication_day(), WorkingCalendar.load())
        if considered_on < earliest:
            message = _(
                "Law 890-IX asks that a draft be published at least 10 working days before it is considered: here, "
                "not earlier than %(day)s. Move the date, or, if the matter is urgent, write why."
            )
            self.add_error("urgency_reason", message % {"day": day_text(earliest)})

    def _publication_day(self) -> date:
        """When residents see the page first: it has been, is scheduled, or is published now."""
        scheduled = self.cleaned_data.get("go_live_at")
        return local_day(self.instance.first_published_at or max(filter(None, [scheduled, timezone.now()])))
