"""The figures of the last runs as the table that README.md carries: ``python -m bench.table``."""

import json
from typing import Any

from bench.figures import RESULTS

HEAD = ("| measured | figure | beside | ratio | asked for |", "|---|---|---|---|---|")


def main() -> None:
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(RESULTS.glob("*.json"))]
    for run in runs:
        machine = run["machine"]
        print(f"{run['bench']}: {run['measured_at'][:10]}, {machine['cores']} cores, Python {machine['python']}")
    print(*HEAD, *(row(figure) for run in runs for figure in run["figures"]), sep="\n")


def row(figure: dict[str, Any]) -> str:
    """One line; without an anchor there is no ratio, without a goal nothing asked for."""
    beside = f"{figure['anchor']} ({number(figure['anchor_value'])})" if figure["anchor_value"] else ""
    ratio = f"{figure['ratio']:.2f}" if figure["ratio"] else ""
    sign = "≤" if figure["at_most"] else "≥"
    asked = "" if figure["goal"] is None else f"{sign} {figure['goal']:.3g}{'' if figure['met'] else ': missed'}"
    return f"| {figure['name']} | {number(figure['value'])} {figure['unit']} | {beside} | {ratio} | {asked} |"


def number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.2f}"


if __name__ == "__main__":
    main()
