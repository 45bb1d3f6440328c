from collections.abc import Iterator

from tests.faults.trial import Outcome

HEAD = ("fault", "times", "met", "accepted", "lost", "duplicated", "may", "notices", "cut", "mistakes", "seconds", "")
WIDTHS = (44, 5, 8, 8, 5, 10, 4, 7, 5, 8, 7, 6)


def table(outcomes: list[Outcome]) -> Iterator[str]:
    """A line for each fault. ``met``: the work in the hands of what was struck; ``may``: duplicates allowed."""
    yield line(HEAD)
    for outcome in outcomes:
        yield line(cells(outcome))


def cells(outcome: Outcome) -> tuple[object, ...]:
    fault, counted = outcome.fault, outcome.recount
    numbers = (counted.accepted, len(counted.lost), counted.extra) if counted else ("?", "?", "?")
    return (
        *(fault.name, fault.times, "+".join(map(str, outcome.met)), *numbers, fault.extra * fault.times),
        *(outcome.notices, outcome.cut, len(outcome.mistakes), f"{outcome.seconds:.0f}"),
        "" if outcome.passed else "FAILED",
    )


def line(cells: tuple[object, ...]) -> str:
    first, *rest = zip(cells, WIDTHS, strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f" {cell!s:>{width}}" for cell, width in rest)
