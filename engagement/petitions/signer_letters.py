"""Letters to those who signed. Each goes to the account's proven address, if there still is an account."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from community.core.link_tokens import link_token
from community.messaging.models import Channel, Message
from community.messaging.registry import register_renewal
from community.messaging.services import message_enqueue
from engagement.models import AnnulmentObjection, Signature
from engagement.models.annulment import ObjectionOutcome
from engagement.petitions.letters import public_link
from engagement.petitions.link_tokens import Purpose

ANSWER_TEMPLATE = "petition_answer_signer"
ANNULLED_TEMPLATE = "petition_annulled"


def answer_letter_enqueue(signature: Signature) -> None:
    """The answer to the petition, once for each who signed; ends by one click in any mail program."""
    petition = signature.petition
    _to_signer(
        signature,
        ANSWER_TEMPLATE,
        secrets={"unsubscribe_link": unsubscribe_link(signature)},
        decision=petition.decision,
        link=public_link(petition),
    )


def annulled_letter_enqueue(signature: Signature, *, reason: str) -> None:
    """That the signature counts no more, and the way to object; whoever wants no letters gets this one too."""
    _to_signer(signature, ANNULLED_TEMPLATE, secrets={"link": objection_link(signature)}, reason=reason)


def restored_letter_enqueue(signature: Signature) -> None:
    _to_signer(signature, "petition_signature_restored", link=public_link(signature.petition))


def objection_letter_enqueue(objection: AnnulmentObjection) -> None:
    signature = objection.signature
    _to_signer(
        signature,
        "petition_objection_decided",
        accepted=objection.outcome == ObjectionOutcome.ACCEPTED,
        reply=objection.reply,
        link=public_link(signature.petition),
    )


def unsubscribe_link(signature: Signature) -> str:
    """The whole address that ends letters about petitions for whoever signed."""
    token = link_token(Purpose.UNSUBSCRIBE, signature.reference)
    return urljoin(settings.SITE_URL, reverse("petition_unsubscribe", args=[token]))


def objection_link(signature: Signature) -> str:
    """The whole address of the form in which a signer objects to the annulment."""
    token = link_token(Purpose.OBJECT, signature.reference)
    return urljoin(settings.SITE_URL, reverse("petition_objection", args=[token]))


def answer_secrets_renew(message: Message) -> dict[str, str]:
    return {"unsubscribe_link": unsubscribe_link(Signature(reference=UUID(message.about)))}


def annulled_secrets_renew(message: Message) -> dict[str, str]:
    return {"link": objection_link(Signature(reference=UUID(message.about)))}


def _to_signer(signature: Signature, template: str, secrets: dict[str, str] | None = None, **context: object) -> None:
    signer = signature.signer
    if signer is None or not signer.is_active or not signer.email:
        return
    message_enqueue(
        channel=Channel.EMAIL,
        template=template,
        recipient=signer.email,
        context={"title": signature.petition.title, **context},
        secrets=secrets,
        about=str(signature.reference),
    )


register_renewal(ANSWER_TEMPLATE, answer_secrets_renew)
register_renewal(ANNULLED_TEMPLATE, annulled_secrets_renew)
