import re

from django.http import HttpRequest

# Names by which programs call themselves: crawlers, fetchers of link previews, monitors, scripts. Cubot is a phone.
ROBOT_AGENT = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp/|headless|lighthouse|monitor"
    r"|curl|wget|python|java/|go-http|okhttp|axios|node-fetch|libwww|scrapy|feed|rss",
    re.IGNORECASE,
)
# A browser says so when it fetches a page nobody looks at yet.
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_reader(request: HttpRequest) -> bool:
    """Whether a person seems to look at the page: not a program by its own name, not a prefetch."""
    agent = request.headers.get("User-Agent", "")
    prefetched = any(header in request.headers for header in PREFETCH_HEADERS)
    return bool(agent) and not prefetched and not ROBOT_AGENT.search(agent)
