import logging
import re

# A part of an address too random to be a slug: Latin capitals, or a long run of hexadecimal digits.
TOKEN = re.compile(r"(?<=/)(?=[^/]*(?:[A-Z]|[0-9a-f]{20}))[A-Za-z0-9_:-]{20,}(?=/|$)")


class LinkTokenFilter(logging.Filter):
    """Blots out tokens in addresses, which Django logs when it refuses them: until it expires a link is a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(TOKEN.sub("•••", arg) if isinstance(arg, str) else arg for arg in record.args)
        return True
