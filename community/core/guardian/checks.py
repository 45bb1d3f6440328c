"""All checks of a page in one list."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from community.core.guardian.describing import description_hits
from community.core.guardian.hits import Hit
from community.core.guardian.linking import bare_address_hits, link_hits
from community.core.guardian.outline import TITLE_LEVEL, heading_hits
from community.core.guardian.page_parts import DocumentUse, Part, PictureUse, Place, Plain, Rich, page_parts
from community.core.guardian.pdf_text import has_text_layer
from community.core.guardian.personal import personal_hits
from community.core.guardian.rich_text import rich_text_read
from community.core.guardian.rules import SCANNED_DOCUMENT, Rule
from community.core.guardian.wording import capitals_hits, gap_hits, officialese_hits

MONTH = 30 * 24 * 3600


@dataclass(frozen=True)
class Finding:
    """A remark with its place: what an editor is shown."""

    rule: Rule
    place: Place
    quote: str
    better: str


def page_findings(page: Page) -> list[Finding]:
    """What the guardian has to say about ``page`` as it is in memory, the grave first."""
    return sorted(_findings(page), key=lambda finding: not finding.rule.grave)


def findings_by_rule(findings: list[Finding]) -> list[tuple[Rule, list[Finding]]]:
    """The same, each rule once: a page has one kind of slip many times rather than many kinds."""
    grouped: dict[Rule, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule, []).append(finding)
    return list(grouped.items())


def _findings(page: Page) -> Iterator[Finding]:
    above = TITLE_LEVEL
    for part in page_parts(page):
        hits = list(_part_hits(part))
        if isinstance(part, Rich):
            headings = rich_text_read(part.html).headings
            hits += heading_hits(headings, above=above)
            above = headings[-1][0] if headings else above
        yield from (Finding(hit.rule, part.place, hit.quote, hit.better) for hit in hits)


def _part_hits(part: Part) -> Iterator[Hit]:
    if isinstance(part, PictureUse):
        yield from description_hits(part.description)
    elif isinstance(part, DocumentUse):
        yield from _document_hits(part.document)
    elif isinstance(part, Plain):
        yield from _text_hits(part.text, part.place)
        yield from bare_address_hits(part.text)
    else:
        read = rich_text_read(part.html)
        yield from _text_hits(read.text, part.place)
        yield from link_hits(read.links)
        yield from bare_address_hits(read.unlinked)


def _text_hits(text: str, place: Place) -> Iterator[Hit]:
    yield from personal_hits(text, contacts=place.is_contact)
    yield from gap_hits(text)
    yield from capitals_hits(text)
    yield from officialese_hits(text)


def _document_hits(document: AbstractDocument) -> Iterator[Hit]:
    if document.file_extension.lower() == "pdf" and not _pdf_has_text(document):
        yield Hit(SCANNED_DOCUMENT, document.title)


def _pdf_has_text(document: AbstractDocument) -> bool:
    """Read once for each content; a file that is gone from the disk is another matter."""
    key = f"guardian:pdf:{document.get_file_hash()}"
    known: bool | None = cache.get(key)
    if known is None:
        try:
            with document.open_file() as file:
                known = has_text_layer(file.read())
        except OSError:
            return True
        cache.set(key, known, MONTH)
    return known
