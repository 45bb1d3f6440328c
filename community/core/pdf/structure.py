"""The logical structure of a document: what is a heading, a paragraph, a cell, for those who hear it read."""

from collections import Counter
from collections.abc import Iterator

from fpdf.output import PDFPage
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFObject


class DocumentStructure(StructureTreeBuilder):
    """A tree of any depth and any kind of element (ISO 32000-1, 14.8.4); fpdf2’s own is flat and knows figures only.

    fpdf2 calls its tree internal, so the tests read the structure back from a finished file.
    """

    def __init__(self) -> None:
        super().__init__()
        self._marks: Counter[int] = Counter()
        self._open: list[StructElem] = [self.doc_struct_elem]
        self._inner: list[StructElem] = []

    def open(self, kind: str, number: int) -> None:
        """Begin an element, such as a table, that holds others; ``number`` is the page it begins on."""
        self._open.append(self._element(kind, number))

    def close(self) -> None:
        """End the element opened last."""
        self._open.pop()

    def leaf(self, kind: str, number: int, page: PDFPage, alt: str | None = None) -> int:
        """Add an element with content of its own and return the mark to put around that content on its page."""
        element, mark = self._element(kind, number, alt), self._marks[number]
        self._marks[number] += 1
        element.k.append(mark)
        element.pg = page  # type: ignore[assignment]  # fpdf2 fills it with the same page at the end
        page.struct_parents = self.spid_per_page_number.setdefault(number, len(self.spid_per_page_number))
        self.struct_tree_root.parent_tree.nums[page.struct_parents].append(element)
        return mark

    def _element(self, kind: str, number: int, alt: str | None = None) -> StructElem:
        parent = self._open[-1]
        element = StructElem(struct_type=f"/{kind}", parent=parent, kids=[], page_number=number, alt=alt)
        parent.k.append(element)
        if parent is not self.doc_struct_elem:
            self._inner.append(element)
        return element

    def __iter__(self) -> Iterator[PDFObject]:
        yield from super().__iter__()
        yield from self._inner
