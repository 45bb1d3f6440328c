"""Loads the whole invented community at once, or nothing of it."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from community.core.models import CommunityImage, CommunitySettings
from community.core.stewardship import stewardships_complete
from community.demo.announcements import announcements_load
from community.demo.body import Library
from community.demo.calendar import calendar_load
from community.demo.content import content
from community.demo.council import acts_load, sessions_load
from community.demo.directory import directory_load
from community.demo.media import documents_load, pictures_load
from community.demo.news import news_load
from community.demo.petitions import petitions_load
from community.demo.polls import polls_load
from community.demo.residents import residents_load
from community.demo.staff import demo_password, staff_load
from community.demo.tree import Tree, tree_load
from home.care.broken_links import broken_links_find
from home.models import HomePage


@transaction.atomic
def demo_load(*, password: str, say: Callable[[str], None]) -> bool:
    """Fill an empty site; False, and nothing is touched, where a home page exists already.

    An empty ``password`` means the kept or a new one.
    """
    if HomePage.objects.exists():
        return False
    now = timezone.now()
    password = demo_password(password)
    staff = staff_load(password)
    residents = residents_load(password)
    say("Painting pictures")
    pictures = pictures_load(staff["redaktor"])
    documents = documents_load(staff["redaktor"], now)
    _settings_load(pictures["arms"])
    say("Polls and votes")
    polls = polls_load(now, pictures)
    say("Petitions and signatures")
    petitions = petitions_load(staff, residents, now)
    say("Pages")
    tree = tree_load(staff["redaktor"], now)
    library = Library(
        pages={key: page.pk for key, page in tree.pages.items()},
        pictures={key: picture.pk for key, picture in pictures.items()},
        documents={key: document.pk for key, document in documents.items()},
        polls={key: poll.pk for key, poll in polls.items()},
        petitions={title: petition.pk for title, petition in petitions.items()},
    )
    tree.write_texts(library)
    directory_load(tree, library, pictures)
    _quick_links_load(tree)
    acts = acts_load(tree.pages["decisions"], library, now)
    sessions = sessions_load(tree.pages["sessions"], acts, library, now)
    count = _news(tree, library, pictures, staff["avtor"])
    dated = calendar_load(tree, library, pictures, staff["redaktor"])
    announcements_load(staff, tree.pages, now)
    # What the night would do: a day of review for every page, and the links followed.
    stewardships_complete()
    broken_links_find()
    say(f"{len(tree.pages)} pages, {count} articles, {dated} announcements, events and galleries")
    say(f"{len(documents)} files, {len(acts)} documents of the council, {sessions} sessions")
    say(f"{len(polls)} polls, {len(petitions)} petitions")
    return True


def _news(tree: Tree, library: Library, pictures: dict[str, CommunityImage], author: AbstractUser) -> int:
    return news_load(tree.pages["news"], library, pictures, author, tree.now)


def _settings_load(arms: CommunityImage) -> None:
    community = CommunitySettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in content("community")["settings"].items():
        setattr(community, name, value)
    community.coat_of_arms = arms
    community.full_clean()
    community.save()


def _quick_links_load(tree: Tree) -> None:
    links = content("community")["link"]
    tree.home.quick_links = [
        {
            "type": "link",
            "value": {"title": link["title"], "text": link["text"], "page": tree.pages[link["page"]].pk, "address": ""},
        }
        for link in links
    ]
    tree.home.save()
