"""Which app server: gunicorn or granian, the smallest application and an article that no cache holds, in one run.

``python -m bench.app_servers``; the choice is ADR 0026. Rounds alternate, so that a busy moment meets both.
"""

from statistics import median

from bench.figures import Figure, results_write
from bench.site import article_path, fetch
from bench.wrk import Load, wrk
from deploy.local.app_servers import APP_SERVERS
from deploy.local.stack import Options, Stack

APPLICATIONS = {"smallest application": "bench.applications:hello", "uncached article": "bench.applications:site"}
ROUNDS, SECONDS = 3, 6


def main() -> None:
    figures = []
    with Stack(Options(), say=print) as stack:
        path = article_path(stack)
        for what, application in APPLICATIONS.items():
            figures += compared(what, measured(stack, application, path))
    for figure in figures:
        print(figure)
    print(results_write("app_servers", figures))


def measured(stack: Stack, application: str, path: str) -> dict[str, list[Load]]:
    """Rounds of each server with one application; both are up, and one at a time has something to do."""
    names = {server: f"{server}-bench" for server in APP_SERVERS}
    urls = {
        server: stack.app_start(name, server=server, application=application) + path for server, name in names.items()
    }
    loads: dict[str, list[Load]] = {server: [] for server in APP_SERVERS}
    for url in urls.values():
        fetch(url)
        wrk(url, seconds=2, unique=True)
    for _ in range(ROUNDS):
        for server, url in urls.items():
            loads[server].append(wrk(url, seconds=SECONDS, unique=True))
    for name in names.values():
        stack.processes.stop(name)
    return loads


def compared(what: str, loads: dict[str, list[Load]]) -> list[Figure]:
    """Medians beside those of gunicorn."""
    rates = {server: median(load.per_second for load in rounds) for server, rounds in loads.items()}
    waits = {server: median(load.p99 for load in rounds) for server, rounds in loads.items()}
    return [
        figure
        for server in loads
        for figure in (
            Figure(f"{server}: {what}", rates[server], "req/s", "gunicorn", rates["gunicorn"]),
            Figure(f"{server}: {what}, 99 of 100 within", waits[server], "ms", "gunicorn", waits["gunicorn"]),
        )
    ]


if __name__ == "__main__":
    main()
