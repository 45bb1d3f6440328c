"""Who signed, read in one query, so that the list and every number of a document agree."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from community.core.small_cells import small_cells_merge
from engagement.models import Petition

CHUNK = 1000


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
    """Signatures by settlement, the most first; small ones, and those without one, are left for “others”."""
    counts = Counter(settlements)
    others = counts.pop("", 0)
    return small_cells_merge(counts, others)
