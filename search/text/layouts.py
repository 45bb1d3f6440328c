"""What was meant by keys pressed in another keyboard layout."""

_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`\\" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~|'
_UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбю'ґ" + "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ'Ґ"
_TO_UKRAINIAN = str.maketrans(_ENGLISH, _UKRAINIAN)
_TO_ENGLISH = str.maketrans(_UKRAINIAN, _ENGLISH)
# The letters of the Russian layout that stand where the Ukrainian has others.
_FROM_RUSSIAN = str.maketrans("ыэъёЫЭЪЁ", "ієї'ІЄЇ'")


def typed_in_english(token: str) -> str:
    """What the keys of ``token`` would have given in the Ukrainian layout."""
    return token.translate(_TO_UKRAINIAN)


def typed_in_ukrainian(token: str) -> str:
    """What the keys would have given in the English layout: a name, a format of files."""
    return token.translate(_TO_ENGLISH)


def typed_in_russian(token: str) -> str:
    return token.translate(_FROM_RUSSIAN)
