"""How fast an article leaves: through the production stack, from the app server alone, and without any cache.

``python -m bench.pages``. The anchors are of the same run: nginx with the same bytes as a plain file, and Django's own
cache of whole pages on the same page and app server. Freshness is a matter of tests, not of speed.
"""

from statistics import median

from bench.figures import Figure, results_write
from bench.site import article_path, fetch
from bench.wrk import Load, wrk
from deploy.local.processes import free_ports
from deploy.local.stack import Options, Stack

ROUNDS, SECONDS = 3, 6
# nginx alone: a folder and a port, nothing else.
ANCHOR = """
server {{
    listen 127.0.0.1:{http};
    listen 127.0.0.1:{https} ssl;
    ssl_certificate {folder}/nginx/certificate.pem;
    ssl_certificate_key {folder}/nginx/key.pem;
    access_log off;
    root {folder}/anchor;
}}
"""
WITHOUT_CACHE = "bench.applications:site"


def main() -> None:
    http, https = free_ports(2)
    with Stack(
        Options(nginx_more=lambda folder: ANCHOR.format(http=http, https=https, folder=folder)), say=print
    ) as stack:
        path = article_path(stack)
        figures = [*through_the_stack(stack, path, http, https), *from_the_app_server(stack, path)]
    for figure in figures:
        print(figure)
    print(results_write("pages", figures))


def through_the_stack(stack: Stack, path: str, http: int, https: int) -> list[Figure]:
    """The page's file as nginx serves it in production, beside the same bytes without rules around them."""
    who, body = page_in_a_file(stack, path)
    anchor = stack.folder / "anchor" / "article.html"
    anchor.parent.mkdir()
    anchor.write_bytes(body)
    figures = []
    for scheme, ours, theirs in (("http", stack.plain_url, http), ("https", stack.base_url, https)):
        urls = {"ours": ours + path, "anchor": f"{scheme}://localhost:{theirs}/article.html"}
        loads = alternating(urls)
        figures.append(
            Figure(
                f"article through the stack, {scheme} ({who})",
                *(rate(loads["ours"]), "req/s", f"nginx, the same bytes as a file, {scheme}", rate(loads["anchor"])),
                goal=0.9,
            )
        )
    return figures


def page_in_a_file(stack: Stack, path: str) -> tuple[str, bytes]:
    """Who wrote the file that nginx finds, and what is in it."""
    body = fetch(stack.plain_url + path)
    file = stack.data / "pages" / "localhost" / path.strip("/") / "index.html"
    if file.exists():
        return "file by the page cache", body
    file.parent.mkdir(parents=True)
    file.write_bytes(body)
    assert fetch(stack.plain_url + path) == body
    return "file by the bench: the page cache made none", body


def from_the_app_server(stack: Stack, path: str) -> list[Figure]:
    """The site's own layer, Django's middleware and no cache at all, on three app servers of one kind."""
    django = stack.app_start(
        "django-cache", application=WITHOUT_CACHE, DJANGO_SETTINGS_MODULE="bench.django_cache_settings"
    )
    urls = {"ours": stack.app_url + path, "django": django + path}
    rates = {name: rate(rounds) for name, rounds in alternating(urls).items()}
    bare = rate([wrk(stack.app_start("bare", application=WITHOUT_CACHE) + path, seconds=SECONDS, unique=True)])
    anchor = ("req/s", "Django's cache middleware", rates["django"])
    return [
        Figure("article from the app server alone", rates["ours"], *anchor, goal=4),
        Figure("article without any cache", bare, *anchor),
    ]


def alternating(urls: dict[str, str]) -> dict[str, list[Load]]:
    """Rounds of each in turn, so that a busy moment of the machine meets all."""
    loads: dict[str, list[Load]] = {name: [] for name in urls}
    for url in urls.values():
        wrk(url, seconds=1)
    for _ in range(ROUNDS):
        for name, url in urls.items():
            loads[name].append(wrk(url, seconds=SECONDS))
    return loads


def rate(rounds: list[Load]) -> float:
    return median(load.per_second for load in rounds)


if __name__ == "__main__":
    main()
