"""What forms know about a person: those sent with an address that the person has proven to be theirs."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.personal_data import PersonalDataSource, Record, register_personal_data
from home.forms.fields import FieldKind
from home.models import FormAnswer, FormField


def answers_export(user: User) -> list[Record]:
    """Every form still kept, as it was sent."""
    return [
        {
            "form": answer.page.title,
            "sent_at": answer.submit_time.isoformat(),
            "answers": answer.form_data,
            "agreed_to": answer.consent.text if answer.consent else None,
        }
        for answer in _answers_of(user).select_related("page", "consent").order_by("pk")
    ]


def answers_erase(user: User) -> None:
    """Erase them before their term."""
    _answers_of(user).delete()


def _answers_of(user: User) -> QuerySet[FormAnswer]:
    """A form knows no accounts; only the answer to a question for an address leads to one."""
    emails = list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))
    questions = FormField.objects.filter(field_type=FieldKind.EMAIL).values_list("page_id", "clean_name")
    sent = Q(pk__in=[])
    for page_id, name in questions:
        for email in emails:
            sent |= Q(page_id=page_id, **{f"form_data__{name}__iexact": email})
    return FormAnswer.objects.filter(sent)


register_personal_data(
    PersonalDataSource(key="forms", title=_("Forms I have sent"), export=answers_export, erase=answers_erase)
)
