"""Every sentence of ours is in the Ukrainian catalogue, and the compiled catalogue is the one that was written."""

import re
from pathlib import Path

import polib
import pytest

from tests.locale.messages import Message, messages_of_file, messages_of_python, messages_of_template

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "community" / "locale" / "uk" / "LC_MESSAGES"
PACKAGES = ("community", "engagement", "news", "home", "search")


def all_messages() -> dict[Message, Path]:
    messages: dict[Message, Path] = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                messages |= dict.fromkeys(messages_of_file(path), path)
    for path in (*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")):
        messages |= dict.fromkeys(messages_of_file(path), path)
    return messages


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE / "django.po"))


def entries(catalogue: polib.POFile) -> dict[Message, polib.POEntry]:
    return {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}


def test_every_message_of_ours_is_translated(catalogue: polib.POFile) -> None:
    known = {key for key, entry in entries(catalogue).items() if entry.translated()}
    missing = {str(path.relative_to(ROOT)): key for key, path in all_messages().items() if key not in known}
    assert missing == {}


def test_the_catalogue_holds_nothing_unused(catalogue: polib.POFile) -> None:
    assert set(entries(catalogue)) - set(all_messages()) == set()


def test_plurals_have_the_four_forms_of_ukrainian(catalogue: polib.POFile) -> None:
    forms = {entry.msgid: len(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural}
    assert forms
    assert set(forms.values()) == {4}


def test_placeholders_survive_translation(catalogue: polib.POFile) -> None:
    placeholder = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    for entry in catalogue:
        wanted = set(placeholder.findall(entry.msgid)) | set(placeholder.findall(entry.msgid_plural or ""))
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
            if translation:
                assert set(placeholder.findall(translation)) <= wanted, entry.msgid


def test_the_compiled_catalogue_is_the_one_written(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE / "django.mo"))
    texts = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in catalogue if e.translated()}
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled} == texts


def test_the_reader_finds_messages_in_templates_and_code() -> None:
    template = (
        "{% load i18n %}{% translate 'Vote' %} {% blocktranslate count n=n %}{{ n }} vote{% plural %}{{ n }} votes"
    )
    template += "{% endblocktranslate %} {% translate 'May' context 'month' %}"
    assert set(messages_of_template(template)) == {(None, "Vote"), (None, "%(n)s vote"), ("month", "May")}
    assert list(messages_of_python("x = _('Poll'); y = pgettext_lazy('verb', 'Open')")) == [
        (None, "Poll"),
        ("verb", "Open"),
    ]
