"""Everything the guardian may say: what was found and what to do about it, in an editor's words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Rule:
    """One kind of remark; a ``grave`` one is about people's data, which cannot be called back once it is out."""

    code: str
    title: str | Promise
    advice: str | Promise
    grave: bool = False


TAX_NUMBER = Rule(
    "tax_number",
    _("A taxpayer's number (РНОКПП)"),
    _("Personal data must not stand in public text. Remove the number or leave only its last digits."),
    grave=True,
)
BANK_CARD = Rule(
    "bank_card",
    _("The number of a bank card"),
    _("Remove it. For donations give the account (IBAN) of the organisation, not somebody's card."),
    grave=True,
)
IDENTITY_PAPER = Rule(
    "identity_paper",
    _("Looks like the number of a passport or an identity card"),
    _("Personal data must not stand in public text. Remove the number."),
    grave=True,
)
MOBILE_PHONE = Rule(
    "mobile_phone",
    _("A mobile number in the text"),
    _("Is it somebody's own? Publish it only with consent; a number of the office is better kept among contacts."),
    grave=True,
)
NO_DESCRIPTION = Rule(
    "no_description",
    _("A picture without a description"),
    _("Say in a sentence what it shows: people who do not see it will hear that. Mark it as decorative if it is."),
)
POOR_DESCRIPTION = Rule(
    "poor_description",
    _("The description of a picture says nothing"),
    _("Say who or what is seen and where, as you would on the phone; not the name of the file, not “photo”."),
)
POOR_LINK = Rule(
    "poor_link",
    _("The text of a link does not say where it leads"),
    _("Write what opens: “Decision № 12 on the budget” instead of “here”. Many people read the links alone."),
)
BARE_ADDRESS = Rule(
    "bare_address",
    _("A bare address instead of a link with words"),
    _("Select words that name the page and make them the link: programs read an address out letter by letter."),
)
HEADING_ORDER = Rule(
    "heading_order",
    _("A smaller heading without a larger one above it"),
    _("Begin with a heading of the second level; the third divides the second."),
)
EMPTY_HEADING = Rule(
    "empty_heading",
    _("A heading without text"),
    _("Remove the empty line or make it an ordinary paragraph."),
)
CAPITALS = Rule(
    "capitals",
    _("A sentence in capitals"),
    _("Write it in ordinary letters: capitals are harder to read and look like shouting. Stress with bold."),
)
OFFICIALESE = Rule(
    "officialese",
    _("This can be said more simply"),
    _("Residents understand plain words sooner."),
)
GAP = Rule(
    "gap",
    _("A place of the pattern is not filled in"),
    _("Write what belongs there, or remove it together with the brackets."),
)
SCANNED_DOCUMENT = Rule(
    "scanned_document",
    _("The document is a picture without text"),
    _(
        "Neither search nor a program for the blind can read it. "
        "Attach the file as it was before printing, or recognise its text."
    ),
)
