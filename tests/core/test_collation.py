"""Names stand in the order of the Ukrainian alphabet on every database."""

from community.core.text.collation import ALPHABET, ukrainian_order


def test_letters_stand_as_in_the_alphabet() -> None:
    shuffled = ALPHABET[::2] + ALPHABET[1::2]
    assert "".join(sorted(shuffled, key=ukrainian_order)) == ALPHABET


def test_names_are_sorted_as_people_expect() -> None:
    names = ["Ющенко", "Їжакевич", "Ґалаґан", "Іваненко", "Гаврилюк", "Єва", "Лук’янець", "Лукаш", "лис", "Smith"]
    assert sorted(names, key=ukrainian_order) == [
        "Smith",
        "Гаврилюк",
        "Ґалаґан",
        "Єва",
        "Іваненко",
        "Їжакевич",
        "лис",
        "Лукаш",
        "Лук’янець",
        "Ющенко",
    ]
