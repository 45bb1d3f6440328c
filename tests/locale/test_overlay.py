"""Wagtail, Django and allauth speak Ukrainian wholly: what their own catalogues leave in English, the overlay says."""

import json
import re
from collections import Counter

import polib
import pytest
from django.test import RequestFactory
from django.utils.translation import override
from django.views.i18n import JSONCatalog

from tests.locale.packages import (
    DOMAINS,
    LANGUAGE,
    LATIN,
    OVERLAY,
    Origin,
    overlay,
    placeholders,
    said,
    shown,
    texts_of,
    untranslated,
    useless,
    words,
)

# Ukrainian would decline the name of a model, which comes in the nominative: such a sentence is said without it.
# And one sentence of Wagtail tells in its plural how many pages are below the page, where there are none.
MAY_BE_LEFT_OUT = {"%(model_name)s", "{model_name}", "%(descendant_count)s"}


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_package_shows_english(domain: str) -> None:
    by_package = Counter(name for origin in untranslated(domain).values() for name in origin.packages)
    assert (by_package, list(untranslated(domain))) == ({}, [])


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_packages_are_read(domain: str) -> None:
    packages = {name for origin in said(domain).values() for name in origin.packages}
    assert "wagtail.admin" in packages
    if domain == "django":
        assert {"allauth", "django.conf", "django_recaptcha", "wagtail_modeladmin", "treebeard"} <= packages


def test_wagtail_says_nothing_half_in_english() -> None:
    for message, origin in said("django").items():
        if any(name.startswith("wagtail") for name in origin.packages):
            for text in shown(message, origin.plural, words("django")):
                bare = re.sub(r"%\(\w+\)[a-z]|\{\w*\}|<code>.*?</code>|<[^>]*>|&\w+;", " ", text)
                assert set(re.findall(r"[A-Za-z]{2,}", bare)) <= LATIN, (message, text)


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_tags_survive(domain: str) -> None:
    for entry in overlay(domain):
        wanted = [part for part in placeholders(entry.msgid_plural or entry.msgid) if part not in MAY_BE_LEFT_OUT]
        for text in texts_of(entry):
            assert [part for part in placeholders(text) if part not in MAY_BE_LEFT_OUT] == wanted, entry.msgid
            assert set(placeholders(text)) <= {*placeholders(entry.msgid), *placeholders(entry.msgid_plural)}


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_whole(domain: str) -> None:
    for entry in overlay(domain):
        assert entry.translated(), entry.msgid
        assert len(texts_of(entry)) == (4 if entry.msgid_plural else 1), entry.msgid
        for text in texts_of(entry):
            assert re.findall(r"^\s*|\s*$", text) == re.findall(r"^\s*|\s*$", entry.msgid), entry.msgid
            assert not re.search(r"\w['\"]\w|  ", text), text


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_entry_outlives_its_use(domain: str) -> None:
    assert useless(domain) == {}, "run: make overlay"


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_overlay_is_the_one_written(domain: str) -> None:
    compiled = polib.mofile(str(OVERLAY / LANGUAGE / "LC_MESSAGES" / f"{domain}.mo"))
    written = {(entry.msgctxt, entry.msgid): texts_of(entry) for entry in overlay(domain)}
    assert {(entry.msgctxt, entry.msgid): texts_of(entry) for entry in compiled} == written


def test_scripts_are_handed_the_overlay(rf: RequestFactory) -> None:
    with override(LANGUAGE):
        response = JSONCatalog.as_view(packages=["wagtail.admin"])(rf.get("/"))
    handed = json.loads(b"".join(response))["catalog"]
    assert handed["Autosave in progress…"] == "Автоматичне збереження…"
    assert handed["%(num)s error"] == ["%(num)s помилка", "%(num)s помилки", "%(num)s помилок", "%(num)s помилки"]


def test_an_english_sentence_is_noticed() -> None:
    novelty = (None, "A sentence of the next Wagtail")
    said("django")[novelty] = Origin(packages={"wagtail.admin"})
    try:
        assert novelty in untranslated("django")
    finally:
        del said("django")[novelty]
