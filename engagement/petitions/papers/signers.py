"""Who signed, read in one query, so that the list and every number of a document agree."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from engagement.models import Petition

CHUNK = 1000
# Fewer people than this of one settlement could be recognised.
LEAST_CELL = 5


class Signer(NamedTuple):
    """One counted signature."""

    name: str
    settlement: str
    signed_at: datetime


def signers_of(petition: Petition) -> list[Signer]:
    """The counted signatures of ``petition`` in the order of signing."""
    rows = petition.signatures.valid().order_by("pk").values_list("full_name", "settlement", "signed_at")
    return [Signer(*row) for row in rows.iterator(chunk_size=CHUNK)]


def settlement_counts(settlements: Iterable[str]) -> tuple[list[tuple[str, int]], int]:
    """Signatures by settlement, the most first, and how many are left for “others”.

    Cells under five are merged, and with them the next larger one while the merged cell itself is under five: else it
    would tell what they keep silent about.
    """
    counts = Counter(settlements)
    others = counts.pop("", 0)
    shown = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    while shown and (shown[-1][1] < LEAST_CELL or 0 < others < LEAST_CELL):
        others += shown.pop()[1]
    return shown, others
