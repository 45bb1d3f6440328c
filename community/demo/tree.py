"""The tree of the demo's pages: first all pages, so that their texts can link to one another, then the texts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from wagtail.models import Page, Site

from community.core.models import BasePage
from community.demo.body import Library, body_blocks
from community.demo.content import content, phrase
from engagement.models import PetitionIndexPage, PollIndexPage
from home.models import ActIndexPage, HomePage, SectionPage, SessionIndexPage, StandardPage
from news.models import AnnouncementIndexPage, EventIndexPage, GalleryIndexPage, NewsIndexPage

# Pages of a site were not all written on one day.
DAYS_BETWEEN_PAGES = 11
# Pages of a section that list others, by what the content files call them.
LISTS: dict[str, type[BasePage]] = {"acts": ActIndexPage, "sessions": SessionIndexPage}


@dataclass
class Tree:
    """The pages made so far, by key, and the texts that wait for them."""

    home: HomePage
    owner: AbstractUser
    now: datetime
    pages: dict[str, BasePage] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, parent: Page, page: BasePage, key: str) -> BasePage:
        """Hang ``page`` below ``parent``, published some days before the demo."""
        written = self.now - timedelta(days=(len(self.pages) + 1) * DAYS_BETWEEN_PAGES)
        page.owner = self.owner
        page.first_published_at = page.last_published_at = written
        parent.add_child(instance=page)
        self.pages[key] = page
        return page

    def add_standard(self, parent: Page, entry: dict[str, Any], *, in_menu: bool) -> None:
        page = StandardPage(title=entry["title"], intro=phrase(entry["lead"], self.now), show_in_menus=in_menu)
        self.add(parent, page, entry["key"])
        self.entries[entry["key"]] = entry

    def add_section(self, name: str) -> None:
        """A section with its pages."""
        entry = content(name)["section"]
        section = SectionPage(title=entry["title"], intro=entry["lead"], show_in_menus=True)
        self.add(self.home, section, f"section_{entry['key']}")
        for page in content(name)["page"]:
            if model := LISTS.get(page.get("list", "")):
                self.add(section, model(title=page["title"], intro=page["lead"], show_in_menus=True), page["key"])
            else:
                self.add_standard(section, page, in_menu=True)

    def write_texts(self, library: Library) -> None:
        """Give the pages their bodies, once everything they refer to exists."""
        for key, entry in self.entries.items():
            page = self.pages[key]
            page.body = body_blocks(entry["body"], library, self.now)
            page.save()


def tree_load(owner: AbstractUser, now: datetime) -> Tree:
    """Make every page but articles, documents and sessions and set the site on the new home page."""
    tree = Tree(home=_home_make(owner, now), owner=owner, now=now)
    tree.add_section("about")
    tree.add_section("authority")
    tree.add_section("services")
    tree.add_section("papers")
    lists = content("community")["lists"]
    tree.add(tree.home, NewsIndexPage(**lists["news"], show_in_menus=True), "news")
    dated = content("calendar")["lists"]
    tree.add(tree.home, AnnouncementIndexPage(**dated["announcements"]), "announcements")
    tree.add(tree.home, EventIndexPage(**dated["events"], show_in_menus=True), "events")
    tree.add(tree.pages["section_about"], GalleryIndexPage(**dated["galleries"], show_in_menus=True), "galleries")
    tree.add(tree.home, PollIndexPage(**lists["polls"], show_in_menus=True), "polls")
    tree.add(tree.home, PetitionIndexPage(**content("petitions")["page"]), "petitions")
    tree.add_section("participation")
    for entry in content("service_pages")["page"]:
        tree.add_standard(tree.home, entry, in_menu=entry.get("in_menu", False))
    return tree


def _home_make(owner: AbstractUser, now: datetime) -> HomePage:
    entry = content("community")["site"]
    home = HomePage(title=entry["title"], lead=phrase(entry["lead"], now), slug="hromada", owner=owner)
    Page.get_first_root_node().add_child(instance=home)
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    welcome = list(Page.objects.filter(sites_rooted_here__is_default_site=True))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname, "port": port, "site_name": entry["name"], "root_page": home},
    )
    for page in welcome:
        page.delete()
    return home
