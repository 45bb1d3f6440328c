"""Invented voters, each with one mailbox and many ways to spell it."""

import random
from itertools import islice

NAMES = ("olena.kovalenko", "ivan.shevchenko", "maria.bondar", "o.tkachuk", "petro")
GMAIL, DOMAINS = ("gmail.com", "googlemail.com"), ("ukr.net", "i.ua", "meta.ua", "example.org")
# A domain as people see it and as machines write it.
IDN = ("пошта.укр", "xn--80a1acn3a.xn--j1amh")


def address_of(person: int) -> tuple[str, tuple[str, ...]]:
    """The local part of a person's mailbox and every way to write its domain."""
    name = f"{NAMES[person % len(NAMES)]}{person}"
    if person % 3 == 0:
        return name, GMAIL
    return (name, IDN) if person % 7 == 0 else (name, (DOMAINS[person % len(DOMAINS)],))


def spelling(person: int, dice: random.Random) -> str:
    """One of the ways in which ``person`` may type the address; all of them are one mailbox."""
    name, domains = address_of(person)
    if domains == GMAIL:
        name = "".join(dice.choice([sign, f"{sign}."]) for sign in name.replace(".", "")).rstrip(".")
    if dice.random() < 0.4:
        name += f"+{dice.choice(['vote', 'opytuvannia', 'x1'])}"
    domain = dice.choice(domains)
    text = f"{name}@{domain}"
    return dice.choice([text, text.upper(), text.title(), text])


def attempts(votes: int, people: int, seed: int = 1) -> list[tuple[int, str]]:
    """``votes`` attempts of ``people``, each of whom tries at least once, in no order: person and spelling."""
    dice = random.Random(seed)  # noqa: S311 - the same crowd each time, nothing secret
    who = [*range(people), *(dice.randrange(people) for _ in range(votes - people))]
    dice.shuffle(who)
    return [(person, spelling(person, dice)) for person in who]


def share(all_attempts: list[tuple[int, str]], process: int, processes: int) -> list[tuple[int, str]]:
    """What one of several processes sends: every n-th attempt, so that a person's tries meet each other."""
    return list(islice(all_attempts, process, None, processes))
