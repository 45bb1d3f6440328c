"""Turns the short notation of the content files into the blocks of a page's body."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from community.demo.content import phrase

Block = dict[str, Any]
_LINK = re.compile(r"\[(.+?)\]\(@(\w+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NUMBER = re.compile(r"\d+\. ")


@dataclass(frozen=True)
class Library:
    """What bodies refer to, by the key of the content files, petitions by title; values are primary keys."""

    pages: dict[str, int]
    pictures: dict[str, int]
    documents: dict[str, int]
    polls: dict[str, int]
    petitions: dict[str, int]


def body_blocks(items: list[str | Block], library: Library, moment: datetime) -> list[Block]:
    """The body as the stream field takes it; ``moment`` is what its dates are counted from."""
    return [_block(item, library, moment) for item in items]


def _block(item: str | Block, library: Library, moment: datetime) -> Block:
    if isinstance(item, str):
        return {"type": "paragraph", "value": rich_text(item, library, moment)}
    kind = item["type"]
    return {"type": kind, "value": _VALUES[kind](item, library, moment)}


def rich_text(text: str, library: Library, moment: datetime) -> str:
    """Paragraphs parted by an empty line, "## " headings, "- " and "1. " lists, **bold**, [links](@page)."""
    parts: list[str] = []
    items: list[str] = []
    list_tag = ""
    for line in [*text.strip().splitlines(), ""]:
        tag = "ul" if line.startswith("- ") else "ol" if _NUMBER.match(line) else ""
        if list_tag and tag != list_tag:
            parts.append(f"<{list_tag}>{''.join(items)}</{list_tag}>")
            items = []
        list_tag = tag
        if tag:
            items.append(f"<li>{_inline(line.split(' ', 1)[1], library, moment)}</li>")
        elif line.startswith("## "):
            parts.append(f"<h2>{_inline(line[3:], library, moment)}</h2>")
        elif line:
            parts.append(f"<p>{_inline(line, library, moment)}</p>")
    return "".join(parts)


def _inline(text: str, library: Library, moment: datetime) -> str:
    text = _BOLD.sub(r"<b>\1</b>", escape(phrase(text, moment), quote=False))
    return _LINK.sub(lambda link: f'<a linktype="page" id="{library.pages[link[2]]}">{link[1]}</a>', text)


def _figure(item: Block, library: Library, moment: datetime) -> Block:
    image = {"image": library.pictures[item["image"]], "alt_text": item["alt"], "decorative": False}
    return {"image": image, "caption": phrase(item.get("caption", ""), moment), "credit": ""}


def _gallery(item: Block, library: Library, moment: datetime) -> Block:
    figures = [_figure(figure, library, moment) for figure in item["images"]]
    return {"title": item.get("title", ""), "images": figures}


def _quote(item: Block, library: Library, moment: datetime) -> Block:
    return {"text": phrase(item["text"], moment), "author": item["author"], "position": item.get("position", "")}


def _callout(item: Block, library: Library, moment: datetime) -> Block:
    return {"kind": item["kind"], "title": item["title"], "text": rich_text(item["text"], library, moment)}


def _document(item: Block, library: Library, moment: datetime) -> Block:
    return {"document": library.documents[item["document"]], "title": ""}


def _poll(item: Block, library: Library, moment: datetime) -> Block:
    return {"poll": library.polls[item["poll"]]}


def _petition(item: Block, library: Library, moment: datetime) -> Block:
    return {"petition": library.petitions[item["petition"]]}


def _table(item: Block, library: Library, moment: datetime) -> Block:
    return {
        "data": [[phrase(cell, moment) for cell in row] for row in item["rows"]],
        "table_caption": item["caption"],
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }


def _video(item: Block, library: Library, moment: datetime) -> Block:
    poster = {"image": library.pictures[item["poster"]], "alt_text": "", "decorative": True}
    return {"url": item["url"], "title": item["title"], "poster": poster}


_VALUES: dict[str, Callable[[Block, Library, datetime], Block]] = {
    "image": _figure,
    "gallery": _gallery,
    "quote": _quote,
    "callout": _callout,
    "document": _document,
    "poll": _poll,
    "petition": _petition,
    "table": _table,
    "video": _video,
}
