import logging
import re

# A part of an address too random to be a slug: Latin capitals, or a long run of hexadecimal digits.
TOKEN = re.compile(r"(?<=/)(?=[^/]*(?:[A-Z]|[0-9a-f]{20}))[A-Za-z0-9_:-]{20,}(?=/|$)")
# The same in the middle of any text, where a file or a module ends by a dot and never so.
TOKEN_IN_TEXT = re.compile(r"(?<=/)(?=[^/\s]*(?:[A-Z]|[0-9a-f]{20}))[A-Za-z0-9_:-]{20,}(?=[/\s\"'?]|$)")
# One that is masked already stays as it is.
EMAIL = re.compile(r"(?<!•)[^\s•<>()\"'@=:,;]+@[^\s<>()\"'@=:,;]+\.\w+")
PHONE = re.compile(r"\+\d[\d \-()]{7,}\d|\b(?:38)?0\d{9}\b")
# PostgreSQL quotes values there, whole rows among them.
DETAIL = re.compile(r"(DETAIL:|Failing row contains).*")

# What ends a line, moves a cursor or turns the order of letters around, in whatever reads the log.
BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """``text`` with such signs written out as ``\\u000a``: whatever somebody typed, it begins no line of its own."""
    return BREAKING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def scrubbed(text: str) -> str:
    """``text`` without addresses of people, telephone numbers, tokens of links and rows of the database."""
    text = DETAIL.sub(r"\1 •••", text)
    return PHONE.sub("•••", EMAIL.sub("•••@•••", TOKEN_IN_TEXT.sub("•••", text)))


class LinkTokenFilter(logging.Filter):
    """Blots out tokens in addresses, which Django logs when it refuses them: until it expires a link is a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(TOKEN.sub("•••", arg) if isinstance(arg, str) else arg for arg in record.args)
        return True
