"""Words of letters that must fit."""

from django import template

register = template.Library()

# As much as mail programs show and RFC 5322 recommends for a line.
LONGEST_SUBJECT = 78
# Less of a question says nothing any more.
SHORTEST_TOPIC = 24
ELLIPSIS = "…"


@register.simple_tag
def letter_subject(what: str, topic: str, where: str) -> str:
    """``what: topic — where`` in one line; the topic is cut at a word, a long ``where`` left to the sender's name."""
    ending = f" — {where}"
    room = LONGEST_SUBJECT - len(what) - len(": ")
    if room - len(ending) < min(len(topic), SHORTEST_TOPIC):
        ending = ""
    return f"{what}: {_cut(topic, room - len(ending))}{ending}"


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    words = text[: length - len(ELLIPSIS)]
    whole = words.rpartition(" ")[0] if " " in words else words
    return whole.rstrip(" ,;:—–-") + ELLIPSIS
