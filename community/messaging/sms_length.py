"""How long an SMS is, in the parts that gateways charge for (3GPP TS 23.038 and 23.040)."""

from math import ceil

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Sent as two characters.
GSM_EXTENDED = frozenset("\f^{}\\[~]|€")


def sms_parts(text: str) -> int:
    """How many parts ``text`` takes: 160 or 153 characters of the GSM alphabet each, 70 or 67 with any other."""
    if GSM.issuperset(text.translate(dict.fromkeys(map(ord, GSM_EXTENDED)))):
        length, alone, joined = len(text) + sum(map(text.count, GSM_EXTENDED)), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else ceil(length / joined)
