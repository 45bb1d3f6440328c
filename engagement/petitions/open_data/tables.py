"""The two tables of the data set on petitions (Cabinet resolution No 835, annex 34), row by row.

Columns, their order and their types are those of the state's schemas, kept in ``tests/data/opendata-835``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from community.core.exports.cells import clean_text, is_formula
from community.core.pdf.words import community
from engagement.models import Petition, PetitionSettings, Signature
from engagement.models.petition_states import AnswerState, Decision
from engagement.petitions.letters import public_link

CHUNK = 2000
Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """An open data table: the name of its file, its columns and a way to read its rows one by one."""

    name: str
    columns: Row
    rows: Callable[[], Iterator[Row]]


def petition_rows() -> Iterator[Row]:
    """Every petition that was ever published, the oldest first."""
    sender = community()
    authority = (_cell(sender.name), sender.edrpou, sender.katottg)
    removed = _("personal data removed after the term")
    petitions = Petition.objects.published().select_related("count").order_by("number")
    for petition in petitions.iterator(chunk_size=CHUNK):
        link, answered = public_link(petition), petition.answer == AnswerState.ANSWERED
        yield (
            uid(petition.published_at, petition.number),
            "",
            _cell(petition.title),
            link,
            "",
            *authority,
            _day(petition.published_at),
            str(petition.count.valid),
            _cell(petition.author_name or removed),
            status(petition),
            _day(petition.answered_at),
            link if answered else "",
            "",
        )


def voting_rows() -> Iterator[Row]:
    """Every counted signature; names by the administrator's switch and until the end of their term."""
    withheld = "" if PetitionSettings.load().names_in_open_data else _("not published")
    removed = _("personal data removed after the term")
    signatures = Signature.objects.valid().filter(petition__publication="published").order_by("petition__number", "pk")
    columns = ("petition__published_at", "petition__number", "petition__title", "full_name", "signed_at")
    known: tuple[int, str, str] = (0, "", "")
    for published_at, number, title, name, signed_at in signatures.values_list(*columns).iterator(chunk_size=CHUNK):
        if known[0] != number:
            known = (number, uid(published_at, number), _cell(title))
        yield known[1], withheld or _cell(name or removed), known[2], _day(signed_at)


PETITIONS = Table(
    "petitions",
    (
        "uid",
        "kind",
        "title",
        "url",
        "text",
        "authorityName",
        "authorityId",
        "authorityCattutc",
        "startDate",
        "count",
        "creator",
        "status",
        "answerDate",
        "answerUrl",
        "answerText",
    ),
    petition_rows,
)
VOTINGS = Table("votings", ("motionUid", "voterName", "motionTitle", "date"), voting_rows)
TABLES = {table.name: table for table in (PETITIONS, VOTINGS)}


def uid(published_at: datetime | None, number: int | None) -> str:
    """Day of publication and number, as the schema's own example has it."""
    return f"{_day(published_at)}-{number}"


def status(petition: Petition) -> str:
    """Where the petition stands, in the words of the schema."""
    if petition.answer == AnswerState.ANSWERED:
        return _("answered: supported") if petition.decision == Decision.SUPPORTED else _("answered: not supported")
    if petition.answer != AnswerState.NONE:
        return _("under consideration")
    return _("did not get enough signatures") if petition.failed_at else _("signatures are collected")


def _day(moment: datetime | date | None) -> str:
    return timezone.localtime(moment).date().isoformat() if isinstance(moment, datetime) else ""


def _cell(text: str) -> str:
    """Text on one line that no spreadsheet runs: what looks like a formula begins with an apostrophe."""
    text = " ".join(clean_text(text).split())
    return f"'{text}" if is_formula(text) else text
