"""What is left of a paste from Word once its styles are dropped: empty lines, hard spaces, painted bullets."""

import re
from functools import partial

_SPACE = r"(?:\s|\u00a0|&nbsp;)"
_RUN = re.compile(r"(?:[ \u00a0]|&nbsp;){2,}")
_EMPTY = re.compile(rf"<(p|h[2-4])\b[^>]*>(?:{_SPACE}|<br\s*/?>|</?[bi]>)*</\1>")
_EDGE = re.compile(rf"(<(?:p|li|h[2-4])\b[^>]*>){_SPACE}+|{_SPACE}+(</(?:p|li|h[2-4])>)")
# Dots of Word's Symbol font and its relatives are always bullets; a hyphen is one where two lines begin with it.
# A dash begins a line of a conversation.
_DOT, _HYPHEN = rf"[·•▪●■◦§]{_SPACE}*", rf"-{_SPACE}+"


def _lines_after(bullet: str, *, at_least: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    line = rf"<p\b([^>]*)>{bullet}((?:(?!</p>).)*)</p>\s*"
    return re.compile(f"(?:{line}){{{at_least},}}", re.DOTALL), re.compile(line, re.DOTALL)


_LISTS = (_lines_after(_DOT, at_least=1), _lines_after(_HYPHEN, at_least=2))


def clean_pasted(html: str) -> str:
    """Rich text without what an eye cannot tell from the real thing and a screen reader can."""
    html = _RUN.sub(" ", html)
    html = _EDGE.sub(r"\1\2", html)
    # A text of nothing but empty lines is the form's own empty value.
    html = _EMPTY.sub("", html) or html
    for lines, line in _LISTS:
        html = lines.sub(partial(_list_of, line), html)
    return html


def _list_of(line: re.Pattern[str], found: re.Match[str]) -> str:
    items = line.sub(r"<li\1>\2</li>", found[0])
    return f"<ul>{items}</ul>"
