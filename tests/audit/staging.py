"""What the demo cannot hold because only letters lead there: made in the site's own process."""

from typing import Any

from wagtail.models import Page

from community.accounts.letters import unsubscribe_link
from community.accounts.models import User
from engagement.models import Signature
from engagement.models.signature import SignatureState
from engagement.petitions.services.annulment import annulment_consent, annulment_propose, annulments_carry_on
from engagement.petitions.signer_letters import objection_link
from engagement.petitions.signer_letters import unsubscribe_link as signer_unsubscribe_link
from home.models import StandardPage
from home.preview_links.services import preview_link_address, preview_link_create


def stage() -> dict[str, str]:
    """Make what is needed and say where it is."""
    return {
        "draft": draft_link(),
        "unsubscribe": unsubscribe_link(User.objects.get(email="orysia@yasnobrid.example")),
        **links_of_signers(),
    }


def draft_link() -> str:
    page = Page.objects.live().type(StandardPage).order_by("path")[1]
    page.specific.save_revision()
    _link, token = preview_link_create(page=page, actor=User.objects.get(username="redaktor"))
    return preview_link_address(token)


def links_of_signers() -> dict[str, str]:
    """The links in letters to somebody whose signature was annulled."""
    signature = Signature.objects.valid().filter(signer__isnull=False).select_related("petition")[0]
    petition = signature.petition
    staff: Any = User.objects.filter(is_staff=True, is_active=True).order_by("pk")
    annulment = annulment_propose(
        petition=petition,
        actor=staff[0],
        condition={"references": [str(signature.reference)]},
        public_reason="Перевірка",
    )
    annulment_consent(annulment=annulment, actor=staff[1])
    annulments_carry_on()
    signature.refresh_from_db()
    assert signature.state == SignatureState.ANNULLED
    return {"objection": objection_link(signature), "signer_unsubscribe": signer_unsubscribe_link(signature)}
