"""What installed packages say in Ukrainian, asked of Django's own machinery, and what of it is still English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import django
import polib
from django.apps import apps
from django.utils.translation.trans_real import DjangoTranslation

from tests.locale.messages import Message, messages_of_file

ROOT = Path(__file__).resolve().parents[2]
OVERLAY = ROOT / "community" / "locale_overlay"
DOMAINS = ("django", "djangojs")
LANGUAGE = "uk"
INSTALLED = Path(django.__file__).parents[1]
# No installed apps of ours, yet their words reach the screens: filters, the tree of pages, the index, validators.
LIBRARIES = (
    "django/conf",
    "django/contrib/admin/filters.py",
    "django_filters",
    "django_tasks",
    "modelsearch",
    "treebeard",
)
# Said in Ukrainian exactly as in English, and why.
THE_SAME = {
    "%(truncated_text)s…": "only a placeholder",
    "%(field_label)s:": "only a placeholder",
    "%(time_zone_option)s: %(localized_time_zone_label)s": "only placeholders",
    ", ": "punctuation",
    ":": "punctuation",
    ":?.!": "punctuation",
    "…": "punctuation",
    "IPv4": "name of a protocol",
    "IPv6": "name of a protocol",
    "WebAuthn": "name of a standard",
}
# Names and notations that Ukrainian texts write in Latin letters.
LATIN = frozenset({"Wagtail", "Embedly", "JavaScript", "Enter", "API", "URL", "URLs", "UTC", "SMS"}) | frozenset(
    {"AVIF", "CSV", "GIF", "JPEG", "JPG", "JSON", "PDF", "PNG", "TSV", "WEBP", "XLSX"}
)
# One number for each of the first three Ukrainian forms.
COUNTS = (1, 2, 5)


@dataclass
class Origin:
    """Who says a message, and its plural if it has one."""

    plural: str = ""
    packages: set[str] = field(default_factory=set)


def own_places() -> Iterator[Path]:
    """Folders, and one file, of packages whose words may be shown."""
    for app in apps.get_app_configs():
        path = Path(app.path)
        if path.is_relative_to(INSTALLED):
            yield path
    for name in LIBRARIES:
        yield INSTALLED / name


def catalogue_folder(place: Path) -> Path | None:
    """The nearest folder of catalogues in English: an app without one is collected into its parent's."""
    if place.suffix:
        return None
    for folder in (place, *place.parents):
        if folder == INSTALLED:
            return None
        english = folder / "locale" / "en" / "LC_MESSAGES"
        if (english / "django.po").exists():
            return english
    return None


def sources(place: Path) -> Iterator[Path]:
    """Code and templates of a package that ships no English catalogue."""
    if place.suffix:
        yield place
        return
    for path in sorted(place.rglob("*")):
        if path.suffix in {".py", ".html"} and not {"tests", "migrations"} & set(path.parts):
            yield path


@cache
def said(domain: str) -> dict[Message, Origin]:
    """Every message of the packages, from their English catalogues, else from their sources."""
    messages: dict[Message, Origin] = {}
    folders = {place: catalogue_folder(place) for place in own_places()}
    for folder in sorted({folder for folder in folders.values() if folder}):
        package = ".".join(folder.parents[2].relative_to(INSTALLED).parts)
        if (path := folder / f"{domain}.po").exists():
            for entry in polib.pofile(str(path)):
                origin = messages.setdefault((entry.msgctxt, entry.msgid), Origin())
                origin.plural = origin.plural or entry.msgid_plural
                origin.packages.add(package)
    if domain == "django":
        for place in (place for place, folder in folders.items() if folder is None):
            package = ".".join(place.relative_to(INSTALLED).with_suffix("").parts)
            for path in sources(place):
                for message in messages_of_file(path):
                    messages.setdefault(message, Origin()).packages.add(package)
    return messages


class PackagesAlone(DjangoTranslation):
    """Ukrainian as it would be without any catalogue of ours."""

    def _add_installed_apps_translations(self) -> None:
        for app in reversed(list(apps.get_app_configs())):
            if Path(app.path).is_relative_to(INSTALLED):
                self.merge(self._new_gnu_trans(str(Path(app.path, "locale"))))  # type: ignore[attr-defined]  # stubs lack it

    def _add_local_translations(self) -> None:
        """None: they are ours."""


@cache
def words(domain: str, *, ours: bool = True) -> DjangoTranslation:
    """The Ukrainian of the running site, or of the packages alone. Of scripts only Wagtail's have any."""
    places = [str(INSTALLED / "wagtail" / "admin" / "locale")] if domain == "djangojs" else None
    return (DjangoTranslation if ours else PackagesAlone)(LANGUAGE, domain=domain, localedirs=places)


def shown(message: Message, plural: str, translation: DjangoTranslation) -> list[str]:
    """What people read instead of ``message``: one text, or one for each form."""
    context, text = message
    if context is None:
        if plural:
            return [translation.ngettext(text, plural, count) for count in COUNTS]
        return [translation.gettext(text)]
    if plural:
        return [translation.npgettext(context, text, plural, count) for count in COUNTS]
    return [translation.pgettext(context, text)]


def untranslated(domain: str) -> dict[Message, Origin]:
    """Messages that a reader of Ukrainian meets in English."""
    missing = {}
    for message, origin in said(domain).items():
        if message[1] and message[1] not in THE_SAME:
            texts = shown(message, origin.plural, words(domain))
            if {message[1], origin.plural} & set(texts):
                missing[message] = origin
    return missing


def overlay(domain: str) -> polib.POFile:
    """Our catalogue for the words of packages."""
    return polib.pofile(str(OVERLAY / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"), wrapwidth=0)


def useless(domain: str) -> dict[Message, str]:
    """Entries of the overlay that an upgrade has made needless, and why."""
    found = {}
    for entry in overlay(domain):
        message = (entry.msgctxt, entry.msgid)
        if message not in said(domain) or said(domain)[message].plural != entry.msgid_plural:
            found[message] = "no package says this any more"
        elif shown(message, entry.msgid_plural, words(domain, ours=False)) == texts_of(entry)[:3]:
            found[message] = "the package itself says so"
    return found


def texts_of(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] or [entry.msgstr]


def placeholders(text: str) -> list[str]:
    """Every part that code fills in or a browser reads: %(x)s, %s, {x} and tags with their attributes."""
    return sorted(re.findall(r"%\(\w+\)[a-z]|%[a-z]\b|\{\w*\}|</?[a-z][^>]*>", text))
