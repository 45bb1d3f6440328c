"""What kinds of things residents tell apart when they search."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES, DOCUMENTS, PETITIONS, POLLS = "pages", "documents", "petitions", "polls"

# In the order in which the page offers them.
KINDS: dict[str, str | Promise] = {
    "news": _("News"),
    "announcements": _("Announcements"),
    "events": _("Events"),
    "acts": _("Register of documents"),
    "sessions": _("Sessions"),
    "people": _("People"),
    "institutions": _("Institutions"),
    "galleries": _("Galleries"),
    PETITIONS: _("Petitions"),
    POLLS: _("Polls"),
    DOCUMENTS: _("Files"),
    PAGES: _("Pages"),
}
# Types of pages by name, because search may not import its neighbour; what is not here is a page.
_OF_PAGE_TYPE = {
    "news.newspage": "news",
    "news.announcementpage": "announcements",
    "news.eventpage": "events",
    "news.gallerypage": "galleries",
    "home.actpage": "acts",
    "home.sessionpage": "sessions",
    "home.personpage": "people",
    "home.institutionpage": "institutions",
}


def kind_of_page_type(label: str) -> str:
    """The kind of pages of the model ``label`` (as ``app.model``)."""
    return _OF_PAGE_TYPE.get(label, PAGES)
