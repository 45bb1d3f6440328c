"""A process of its own that signs, recounts, or dies while it counts; the tests start several at once.

    python -m tests.engagement.petitions.signing_process sign PETITION USER…
    python -m tests.engagement.petitions.signing_process recount
    python -m tests.engagement.petitions.signing_process hang PETITION

It says ``ready``, waits for a line, works, and says what came of it.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable

import django

django.setup()

# The models exist only from here on.
from django.db import OperationalError, transaction  # noqa: E402  after the setup

from community.accounts.models import User  # noqa: E402  after the setup
from engagement.models import Petition  # noqa: E402  after the setup
from engagement.petitions.exceptions import PetitionRefusal  # noqa: E402  after the setup
from engagement.petitions.services.counting import petition_recount, petitions_recount  # noqa: E402  after the setup
from engagement.petitions.services.signing import signature_add  # noqa: E402  after the setup

LONG = 600
ROUNDS = 40


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def sign(petition_id: str, *signers: str) -> str:
    outcomes: Counter[str] = Counter()
    people = User.objects.in_bulk([int(signer) for signer in signers])
    for signer in signers:
        try:
            petition = Petition.objects.get(pk=petition_id)
            signature_add(petition=petition, signer=people[int(signer)], network="203.0.113.0/24")
            outcomes["signed"] += 1
        except PetitionRefusal as refusal:
            outcomes[type(refusal).__name__] += 1
    return " ".join(f"{name}={number}" for name, number in sorted(outcomes.items()))


def recount() -> str:
    """As the schedule does while others sign, only much oftener."""
    rounds = 0
    for _round in range(ROUNDS):
        try:
            petitions_recount()
            rounds += 1
        except OperationalError:
            # What SQLite says when it waited too long; the next round counts the same.
            continue
        time.sleep(0.05)
    return f"rounds={rounds}"


def hang(petition_id: str) -> str:
    with transaction.atomic():
        petition_recount(petition_id=int(petition_id))
        say("counted")
        time.sleep(LONG)
    return "never"


WORK: dict[str, Callable[..., str]] = {"sign": sign, "recount": recount, "hang": hang}

if __name__ == "__main__":
    say("ready")
    sys.stdin.readline()
    say(WORK[sys.argv[1]](*sys.argv[2:]))
