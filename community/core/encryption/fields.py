import json
from typing import Any

from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from community.core.encryption.keys import decrypt, digest, encrypt


class EncryptedTextField(models.TextField):
    """Text that the database holds encrypted; empty stays empty. It cannot be looked for: see ``DigestField``."""

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def from_db_value(self, value: str | None, *_args: Any) -> Any:
        return decrypt(value, purpose=self.purpose) if value else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        text = self.get_prep_value(value)
        return encrypt(text, purpose=self.purpose) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"exact", "isnull"}:
            raise FieldError(f"Nobody can compare what is encrypted in {self.name}.")
        return _ExactEmpty if lookup_name == "exact" else super().get_lookup(lookup_name)


class _ExactEmpty(models.lookups.Exact):
    """Whether there is nothing; anything else would never be found, and a query that finds nobody is a trap."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs != "":
            raise FieldError("Nobody can look for what is encrypted; look for its digest.")
        super().__init__(lhs, rhs)


class EncryptedJSONField(EncryptedTextField):
    """A small object that the database holds encrypted; an empty one stays readable."""

    # What it takes and gives, for checks of types: not the text that it is kept as.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_args: Any) -> Any:
        return json.loads(super().from_db_value(value)) if value else {}

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if value else ""

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj)


class DigestField(models.CharField):
    """By what the text of the field ``of`` is looked for and kept unique; follows it at every save."""

    def __init__(self, *args: Any, of: str = "", purpose: str = "", **kwargs: Any) -> None:
        self.of, self.purpose = of, purpose
        super().__init__(*args, **{"max_length": 128, "blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "purpose": self.purpose}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = getattr(model_instance, self.of)
        value = digest(text, purpose=self.purpose) if text else ""
        setattr(model_instance, self.attname, value)
        return value
