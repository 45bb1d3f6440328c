from typing import Any

from django.db import transaction
from django.urls import reverse

from community.core.admin_host import admin_address
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from home.forms.consent import consent_digest, consent_text
from home.models import FormAnswer, FormConsent, FormPage

LETTER = "form_answer_received"


@transaction.atomic
def form_answer_add(*, page: FormPage, answers: dict[str, Any]) -> FormAnswer:
    """Keep a form that was sent and tell the office that it has come. The letter carries nothing of it."""
    answer = FormAnswer.objects.create(page=page, form_data=answers, consent=consent_kept(page=page))
    if page.office_email:
        message_enqueue(
            channel=Channel.EMAIL,
            template=LETTER,
            recipient=page.office_email,
            context={"title": page.title, "link": answers_link(page)},
            about=f"form:{page.pk}",
        )
    return answer


def consent_kept(*, page: FormPage) -> FormConsent:
    """The row of the wording that stands on ``page`` now."""
    text = consent_text(page)
    kept, _is_new = FormConsent.objects.get_or_create(page=page, digest=consent_digest(text), defaults={"text": text})
    return kept


def answers_link(page: FormPage) -> str:
    """Where staff read what was sent: of the settings, never of the request's ``Host``."""
    return admin_address(reverse("wagtailforms:list_submissions", args=[page.pk]))
