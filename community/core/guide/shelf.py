"""Where the pages and pictures of the guide lie, and what each is called."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.urls import reverse

DOCS = (Path(settings.BASE_DIR) / "docs").resolve()
GUIDE = DOCS / "guide"
PICTURES = GUIDE / "pictures"
# By the beginning of its name, where a page lies. What a resident may do is told to residents elsewhere.
FOLDERS = {"": GUIDE, "roles/": DOCS / "roles"}
CONTENTS = "README"
NAME = re.compile(r"(roles/)?[a-z-]+")
# The pages of roles say in one paragraph to developers what they are about.
FOR_DEVELOPERS = re.compile(r"^\*In English:.*?\*\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class GuidePage:
    """One Markdown file. ``name`` is its address below the guide's; the contents have an empty one."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        return FOR_DEVELOPERS.sub("", self.path.read_text(encoding="utf-8"))

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def body(self) -> str:
        return self.text.partition("\n")[2]

    @property
    def url(self) -> str:
        return reverse("guide:page", args=[self.name]) if self.name else reverse("guide:contents")


def guide_contents() -> GuidePage:
    return GuidePage("", GUIDE / f"{CONTENTS}.md")


def guide_page(name: str) -> GuidePage | None:
    """The page of this name, if there is one."""
    found = NAME.fullmatch(name)
    if not found:
        return None
    path = FOLDERS[found[1] or ""] / f"{name.removeprefix(found[1] or '')}.md"
    return GuidePage(name, path) if path.is_file() else None


def guide_pages() -> list[GuidePage]:
    """The contents, and all pages."""
    found = [
        GuidePage(f"{prefix}{path.stem}", path)
        for prefix, folder in FOLDERS.items()
        for path in sorted(folder.glob("*.md"))
        if path.stem != CONTENTS
    ]
    return [guide_contents(), *found]


def guide_page_at(path: Path) -> GuidePage | None:
    """The page whose file lies at ``path``."""
    return next((page for page in guide_pages() if page.path == path.resolve()), None)
