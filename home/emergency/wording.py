"""Words that only sirens and the official alert channels may say.

Pages are cached, phones sleep, a clerk goes home: an alarm that comes late, or one that is not taken back, costs lives.
What happened (a shelled substation, a shelter closed for repair) may be told; that something threatens now may not.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.core.text.lemmas import lemmatiser, words

ALARM = frozenset({"тривога"})
THREAT = frozenset({"небезпека", "загроза", "загрожувати", "тривога"})
WEAPON = frozenset(
    {
        "авіабомба", "авіаналіт", "авіаудар", "авіація", "артилерійський", "артобстріл", "балістика", "балістичний",
        "безпілотник", "безпілотний", "бомбардування", "бпла", "дрон", "каб", "наліт", "обстріл", "ракета",
        "ракетний", "шахед",
    }
)  # fmt: skip
FLIGHT = frozenset({"летіти", "наближатися", "рухатися", "курс", "напрямок", "напрям", "пуск", "зліт"})
SHELTER = frozenset({"укриття", "сховище", "бомбосховище"})
GO = frozenset({"пройти", "перейти", "прямувати", "спуститися", "бігти", "сховатися"})

# Two groups that make an alarm when a text has a word of each, in whatever order and inflection.
ALARMS = (
    (ALARM, frozenset({"повітряний", "відбій", "сирена", "хімічний", "радіаційний", "оголосити", "скасувати"})),
    (frozenset({"повітряний"}), frozenset({"небезпека", "загроза", "атака", "напад", "удар"})),
    (WEAPON, THREAT),
    (WEAPON, FLIGHT),
    (SHELTER, GO),
)

ALARM_WORDING = _(
    "This reads like an alert (“%(words)s”). The site never gives alerts or all-clears: a page may be seen late, and "
    "a late alert kills. Residents are warned by sirens, the app “Повітряна тривога”, broadcasting and the channels of "
    "the oblast military administration. Leave alerts to them and write here only what people should know besides."
)


def alarm_words(text: str) -> list[str]:
    """The words of ``text`` that together say an alarm, as they are written there; none when it says no alarm."""
    found = {word: lemmatiser().lemmas(word) for word in words(text)}
    for groups in ALARMS:
        hits = [[word for word, lemmas in found.items() if lemmas & group] for group in groups]
        if all(hits):
            return list(dict.fromkeys(hits[0] + hits[1]))
    return []


def validate_no_alarm(text: str) -> None:
    """Raise ``ValidationError`` with the way to the official channels where ``text`` sounds like an alarm."""
    if found := alarm_words(text):
        raise ValidationError(ALARM_WORDING, code="alarm", params={"words": ", ".join(found)})
