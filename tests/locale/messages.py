"""Reads the sentences that Python code and templates hand to gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

# Function name -> where its context and its message stand among the arguments.
MARKERS = {
    "_": (None, 0),
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "gettext_noop": (None, 0),
    "ngettext": (None, 0),
    "ngettext_lazy": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1),
    "npgettext_lazy": (0, 1),
}
# What Django's templatize makes of {% translate %} and {% blocktranslate %}.
IN_TEMPLATE = re.compile(r"\b(n?p?gettext|_)\((?P<arguments>u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")[^\n]*?)\)\s")

Message = tuple[str | None, str]


def messages_of_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in MARKERS:
            context, message = MARKERS[name]
            values = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            if len(values) > message and isinstance(values[message], str):
                yield (str(values[context]) if context is not None else None), str(values[message])


def messages_of_template(source: str) -> Iterator[Message]:
    marked = templatize(source) + " "
    for found in IN_TEMPLATE.finditer(marked):
        yield from messages_of_python(f"{found[1]}({found['arguments']})")


def messages_of_file(path: Path) -> Iterator[Message]:
    source = path.read_text(encoding="utf-8")
    return messages_of_python(source) if path.suffix == ".py" else messages_of_template(source)
