"""A process of its own that votes and confirms for a crowd; the tests start several at once.

    python -m tests.engagement.polls.voting_process POLL VOTES PEOPLE PROCESS PROCESSES

It says ``ready``, waits for a line, works, and says what came of it.
"""

import random
import sys
from collections import Counter

import django

django.setup()

# The models exist only from here on.
from engagement.models import Poll, PollOption, Vote  # noqa: E402  after the setup
from engagement.polls.services.voting import vote_cast, vote_confirm  # noqa: E402  after the setup
from tests.engagement.polls.crowd import attempts, share  # noqa: E402  after the setup


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def vote_for(poll: Poll, options: list[PollOption], person: int, email: str, dice: random.Random) -> str:
    """Send a vote and answer its letter, as the person would; ``refused`` where no letter came."""
    # People are spread over as many networks as a town has.
    network = f"10.{person % 250}.{dice.randrange(250)}.0/24"
    reference = vote_cast(poll=poll, email=email, options=[dice.choice(options)], network=network)
    vote = Vote.objects.select_related("poll").filter(reference=reference).first()
    return vote_confirm(vote=vote).value if vote else "no letter"


def main(poll_id: str, votes: str, people: str, process: str, processes: str) -> str:
    poll = Poll.objects.get(pk=poll_id)
    options = list(poll.options.all())
    dice = random.Random(int(process))  # noqa: S311 - a test that can be repeated
    own = share(attempts(int(votes), int(people)), int(process), int(processes))
    outcomes = Counter(vote_for(poll, options, person, email, dice) for person, email in own)
    return " ".join(f"{name.replace(' ', '-')}={number}" for name, number in sorted(outcomes.items()))


if __name__ == "__main__":
    say("ready")
    sys.stdin.readline()
    say(main(*sys.argv[1:]))
