"""What a bench says: one line a figure, its ratio to an anchor measured in the same run, and all of them as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Figure:
    """One measured thing beside its anchor; ``goal`` is the ratio asked for, ``at_most`` when less is better."""

    name: str
    value: float
    unit: str
    anchor: str = ""
    anchor_value: float | None = None
    goal: float | None = None
    at_most: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the anchor it is."""
        return self.value / self.anchor_value if self.anchor_value else None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without a goal. Without an anchor the value itself is compared."""
        if self.goal is None:
            return None
        reached = self.value if self.ratio is None else self.ratio
        return reached <= self.goal if self.at_most else reached >= self.goal

    def __str__(self) -> str:
        parts = [f"{self.name:<44} {self.value:>12.2f} {self.unit}"]
        if self.ratio is not None:
            parts.append(f"= {self.ratio:.3f} of {self.anchor} ({self.anchor_value:.2f})")
        if self.goal is not None:
            parts.append(f"goal {'≤' if self.at_most else '≥'} {self.goal:g}: {'met' if self.is_met else 'MISSED'}")
        return "  ".join(parts)


def results_write(bench: str, figures: Sequence[Figure]) -> Path:
    """Keep the figures of one run of ``bench`` with the day and the kind of machine."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{bench}.json"
    told = {
        "bench": bench,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "figures": [{**asdict(figure), "ratio": figure.ratio, "met": figure.is_met} for figure in figures],
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file
