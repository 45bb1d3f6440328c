#!/usr/bin/env python3
"""Recompute both digests of a closed poll from its public data, and compare them with the published seal.

    python3 poll_digest.py https://SITE/opytuvannia/POLL/dani/
    python3 poll_digest.py dani.json kvytantsii.json        the same from saved files: …/dani/ and …/dani/kvytantsii/
    python3 poll_digest.py --receipt 7KFM-2Q9T-XW4B …       also looks for one's own receipt, on this machine only

Exit code: 0 everything fits, 1 something differs (or the receipt is not there), 2 nothing could be compared.

Needs Python 3.9 or later and nothing else. What is computed:

    digest of receipts   SHA-256 over the hashes of receipts, sorted, one a line
    digest of tallies    SHA-256 over the lines
                             poll NUMBER
                             question "TEXT"
                             voters NUMBER
                             option NUMBER VOTES "TEXT"     one for each answer, by the number of the answer
    hash of a receipt    SHA-256 over engagement.vote.receipt:NUMBER OF THE POLL:RECEIPT, without a line feed

Lines are UTF-8 and each ends with a line feed; texts are JSON strings (RFC 8259) with only what must be escaped.
"""

import argparse
import hashlib
import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

FORMAT = 1
FITS, DIFFERS, NOT_COMPARED = 0, 1, 2


class NotComparedError(Exception):
    """There is nothing to compare, or it could not be read; the message says why."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Перевіряє контрольні суми завершеного опитування за відкритими даними."
    )
    parser.add_argument("data", help="адреса …/dani/ або збережений із неї файл")
    parser.add_argument("receipts", nargs="?", help="файл, збережений з адреси …/dani/kvytantsii/")
    parser.add_argument("--receipt", help="код вашої квитанції; нікуди не надсилається")
    asked = parser.parse_args()
    try:
        poll, receipts = read_both(asked.data, asked.receipts)
        fits = compare(poll, receipts)
        if asked.receipt:
            fits = look_for(asked.receipt, poll, receipts) and fits
    except NotComparedError as reason:
        print(f"Перевірити не вдалося: {reason}")
        return NOT_COMPARED
    except (KeyError, TypeError, AttributeError) as error:
        print(f"Перевірити не вдалося: це не дані опитування ({error!r})")
        return NOT_COMPARED
    return FITS if fits else DIFFERS


def read_both(data: str, receipts: "str | None") -> "tuple[dict[str, Any], list[str]]":
    """The poll and the hashes of its receipts, from addresses or files."""
    if not receipts:
        if not data.startswith(("https://", "http://")):
            raise NotComparedError("вкажіть адресу, що починається з https://, або два збережені файли")
        data = data.rstrip("/") + "/"
        receipts = data + "kvytantsii/"
    poll, listed = read(data), read(receipts)
    if poll.get("format") != FORMAT or listed.get("format") != FORMAT:
        raise NotComparedError("дані в іншому форматі; завантажте із сайту новішу програму")
    if poll["poll"] != listed["poll"]:
        raise NotComparedError("ці два файли — про різні опитування")
    if not poll["seals"]:
        raise NotComparedError("контрольних сум ще немає; вони з’являться за кілька хвилин після завершення опитування")
    return poll, listed["receipts"]


def read(source: str) -> "dict[str, Any]":
    try:
        if source.startswith(("https://", "http://")):
            with urllib.request.urlopen(source, timeout=60) as answer:  # noqa: S310 - http and https only, see above
                content = answer.read()
        else:
            content = Path(source).read_bytes()
        found = json.loads(content)
    except (OSError, ValueError) as error:
        raise NotComparedError(f"не читається {source}: {error}") from error
    if not isinstance(found, dict):
        raise NotComparedError(f"{source}: це не дані опитування")
    return found


def compare(poll: "dict[str, Any]", receipts: "list[str]") -> bool:
    seal = poll["seals"][0]
    print(f"Опитування № {poll['poll']}: {poll['question']}")
    print(f"Скріплено контрольними сумами: {seal['sealed_at']}, врахованих голосів: {seal['voters']}")
    fits = [
        line("Контрольна сума квитанцій", digest(sorted(receipts)), seal["receipts_digest"]),
        line("Контрольна сума підсумків", digest(tally_lines(poll)), seal["tallies_digest"]),
        line("Кількість голосів", str(len(receipts)), str(seal["voters"])),
    ]
    if all(fits):
        print("Усе збігається: опубліковані числа й перелік квитанцій такі самі, як у день, коли їх скріплено.")
    else:
        print("Є розбіжність: дані змінено після того, як їх скріплено, або сайт саме оновлює їх.")
        print("Повторіть за хвилину. Якщо не збіжиться знову, збережіть обидва файли й повідомте громаду.")
    return all(fits)


def line(name: str, computed: str, published: str) -> bool:
    fits = computed == published
    print(f"\n{name}: {'збігається' if fits else 'НЕ ЗБІГАЄТЬСЯ'}")
    print(f"  обчислено:    {computed}\n  опубліковано: {published}")
    return fits


def tally_lines(poll: "dict[str, Any]") -> "list[str]":
    lines = [f"poll {poll['poll']}", f"question {quoted(poll['question'])}", f"voters {poll['voters']}"]
    for option in sorted(poll["options"], key=lambda option: option["id"]):
        lines.append(f"option {option['id']} {option['votes']} {quoted(option['text'])}")
    return lines


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def digest(lines: "list[str]") -> str:
    return hashlib.sha256("".join(f"{one}\n" for one in lines).encode()).hexdigest()


def look_for(receipt: str, poll: "dict[str, Any]", receipts: "list[str]") -> bool:
    typed = "".join(receipt.upper().replace("-", "").split())
    code = "-".join(typed[start : start + 4] for start in range(0, len(typed), 4))
    mine = hashlib.sha256(f"engagement.vote.receipt:{poll['poll']}:{code}".encode()).hexdigest()
    print(f"\nВаша квитанція, хеш {mine}:")
    print("  є в переліку" if mine in receipts else "  у переліку немає")
    return mine in receipts


if __name__ == "__main__":
    sys.exit(main())
