"""How many people can sign and vote at once on one machine that also makes the load.

``python -m bench.signing [--minutes 10] [--petition] [--poll] [--service]``; without a choice all three, of which the
petition gets the minutes, the others a part of them.
"""

import argparse

from bench.figures import Figure, results_write
from bench.signing.petition import petition_bench
from bench.signing.poll import poll_bench
from bench.signing.service import service_bench
from deploy.local.stack import Options, Stack

# Last, since it stops the worker.
PARTS = {"petition": petition_bench, "poll": poll_bench, "service": service_bench}
SHARES = {"petition": 1.0, "poll": 0.3, "service": 0.1}
BROWSERS = {"petition": 8, "poll": 8, "service": 8}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.signing", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--browsers", type=int, default=0, help="at once; chosen for each part if absent")
    for name in PARTS:
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    chosen = [name for name in PARTS if getattr(options, name)]
    figures: list[Figure] = []
    with Stack(Options(trust_loopback=True), say=print) as stack:
        # As on a site that has run for some minutes: the worker makes no pictures of the demo meanwhile.
        stack.manage("make_renditions")
        for name in chosen or PARTS:
            minutes = options.minutes * (1 if chosen else SHARES[name])
            found = PARTS[name](stack, minutes=minutes, browsers=options.browsers or BROWSERS[name])
            print(*found, sep="\n", flush=True)
            figures += found
    results_write("signing", figures)


if __name__ == "__main__":
    main()
