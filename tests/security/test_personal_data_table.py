"""The inventory of personal data says what the models hold: no column more, none less."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from community.accounts.models import User
from community.core.personal_data import personal_data_sources

TABLE = Path(__file__).resolve().parents[2] / "docs" / "security" / "personal-data.md"
COLUMN = re.compile(r"`(\w+\.\w+\.\w+)`")
APPS = {"home", "news", "engagement", "core", "accounts", "messaging", "search", "account", "mfa"}
# A name that may tell of a person; what it does not, the document says.
TELLING = re.compile(
    r"name|mail|phone|network|settlement|recipient|domain|ip$|signer|author|text$|reply|data$|secret|token|key$|hash|digest"
    r"|receipt|context|birth|address|note|consent|params|query|condition"
)


def columns() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.local_fields
        if tells_of_a_person(field)
    }


def tells_of_a_person(field: models.Field) -> bool:
    if field.is_relation:
        return field.related_model is User
    return isinstance(field, models.EmailField) or bool(TELLING.search(field.name))


def test_every_column_has_its_line_and_every_line_its_column() -> None:
    named = COLUMN.findall(TABLE.read_text(encoding="utf-8"))
    assert len(named) == len(set(named))
    assert set(named) == columns()


def test_parts_of_the_own_page_are_those_that_are_there() -> None:
    lines = [
        line for line in TABLE.read_text(encoding="utf-8").splitlines() if COLUMN.search(line) and line.startswith("|")
    ]
    parts = {part for line in lines for part in re.findall(r"`(\w+)`", line.rstrip(" |").rpartition("|")[2])}
    assert parts == {source.key for source in personal_data_sources()}
    assert all(line.count("|") == 6 for line in lines)


def test_what_is_said_to_be_encrypted_is(db: None) -> None:
    text = TABLE.read_text(encoding="utf-8")
    said = set(re.findall(r"`(\w+\.\w+\.\w+)` \(encrypted\)", text))
    ours = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if hasattr(field, "purpose") and not hasattr(field, "of")
    }
    # That of allauth is encrypted by the adapter: test_encryption.py.
    assert said == ours | {"mfa.Authenticator.data"}
