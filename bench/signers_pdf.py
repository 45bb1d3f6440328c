"""How a list of signers grows as a PDF: ten thousand against one thousand, in one run.

Run from the repository: ``.venv/bin/python -m bench.signers_pdf``.
"""

import os
import resource
from time import perf_counter

import django
from fpdf.enums import Align

from community.core.pdf.paper import Column, Paper

FEW, MANY = 1_000, 10_000


def listed(people: int) -> tuple[float, int, int]:
    """Seconds and bytes of a document with ``people`` rows, and the process’ peak memory so far in KiB."""
    started = perf_counter()
    paper = Paper(title="Досьє", community="Яснобрідська громада")
    columns = [Column("№", 0.12, Align.R), Column("Прізвище, ім’я, по батькові", 0.6), Column("День", 0.28)]
    paper.listing(columns, ((str(n), f"Коваленко-{n} Олена Іванівна", "2 березня 2026") for n in range(people)))
    size = len(paper.output())
    return perf_counter() - started, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.test")
    django.setup()
    listed(1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    few, many = listed(FEW), listed(MANY)
    print(f"{MANY} signers: {many[0]:.1f} s, {many[1] / 1e6:.1f} MB, {(many[2] - before) / 1024:.0f} MiB of memory")
    print(f"against {FEW} signers: time ×{many[0] / few[0]:.1f}, file ×{many[1] / few[1]:.1f}")


if __name__ == "__main__":
    main()
