"""Whatever changes on the site, no kept page differs from what the site would answer at this moment."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from community.accounts.models import User
from community.core.models import CommunityDocument, CommunityImage, CommunitySettings
from community.core.page_cache.shelf import Shelf, shelf
from engagement.models import EngagementSettings, Petition, Poll
from engagement.petitions.services.counting import petitions_recount
from engagement.polls.services.closing import poll_close_early
from home.emergency.services import banner_put_up, banner_take_down
from home.models import ActPage, FaqPage, HomePage, InstitutionPage, PersonPage, SectionPage, SessionPage, StandardPage
from home.models.emergency import EmergencyBanner
from news.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    EventIndexPage,
    EventPage,
    GalleryPage,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
)
from tests.core.page_cache.conftest import Commit
from tests.core.page_cache.keeping import is_kept, nothing_kept, pieces_kept_for, shown, true, visitor_signed_in
from tests.engagement.petitions.builders import published_petition, sign
from tests.engagement.polls.builders import poll_make
from tests.home.builders import make_act
from tests.news.builders import make_announcement, make_article, make_event

pytestmark = pytest.mark.any_engine

Change = Callable[[], object]
CHANGES: dict[str, Change] = {}


def change(act: Change) -> Change:
    CHANGES[act.__name__] = act
    return act


def publish(page: Page, **fields: object) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@change
def article_published() -> None:
    make_article(NewsIndexPage.objects.get(), title="Міст відкрито")


@change
def article_draft_published_later() -> None:
    article = make_article(NewsIndexPage.objects.get(), title="Чернетка мосту", live=False)
    article.title = "Міст готовий"
    article.save_revision()
    article.get_latest_revision().publish()


@change
def article_edited() -> None:
    publish(NewsPage.objects.latest_first().first(), title="Інша назва", lead="Інший початок.")


@change
def article_of_another_category() -> None:
    publish(NewsPage.objects.latest_first().first(), category=NewsCategory.objects.create(name="Спорт"))


@change
def article_unpublished() -> None:
    NewsPage.objects.latest_first().first().unpublish()


@change
def article_deleted() -> None:
    NewsPage.objects.latest_first().first().delete()


@change
def article_at_another_address() -> None:
    publish(NewsPage.objects.latest_first().first(), slug="insha-adresa")


@change
def article_moved_to_another_list() -> None:
    index = SectionPage.objects.first().add_child(instance=NewsIndexPage(title="Інші новини", slug="inshi"))
    NewsPage.objects.latest_first().first().move(index, pos="last-child")


@change
def list_at_another_address() -> None:
    publish(NewsIndexPage.objects.get(), slug="podii-tyzhnia")


@change
def category_renamed() -> None:
    category = NewsCategory.objects.order_by("pk")[0]
    category.name = "Школи"
    category.save()


@change
def picture_described() -> None:
    image = CommunityImage.objects.first()
    image.title = image.description = "Новий опис"
    image.save()
    publish(NewsPage.objects.latest_first().first(), cover_alt="Новий опис")


@change
def community_renamed() -> None:
    settings = CommunitySettings.objects.get_or_create(site=_site())[0]
    settings.name = "Нова громада"
    settings.save()


@change
def section_left_the_menu() -> None:
    publish(SectionPage.objects.get(), show_in_menus=False)


@change
def section_renamed() -> None:
    publish(SectionPage.objects.get(), title="Наша громада")


@change
def section_at_another_address() -> None:
    publish(SectionPage.objects.get(), slug="nasha-hromada")


@change
def page_added_to_the_menu() -> None:
    SectionPage.objects.get().add_child(instance=StandardPage(title="Нова", slug="nova", show_in_menus=True))


@change
def front_page_edited() -> None:
    publish(HomePage.objects.get(), lead="Раді бачити.")


@change
def section_made_private() -> None:
    PageViewRestriction.objects.create(page=SectionPage.objects.get(), restriction_type="login")


@change
def announcement_published() -> None:
    make_announcement(AnnouncementIndexPage.objects.get(), "Без води")


@change
def announcement_edited() -> None:
    publish(AnnouncementPage.objects.first(), lead="Воду дали.")


@change
def event_published() -> None:
    make_event(EventIndexPage.objects.get(), "Ярмарок")


@change
def event_cancelled() -> None:
    publish(EventPage.objects.first(), state="cancelled", state_note="Негода.")


@change
def gallery_edited() -> None:
    gallery = GalleryPage.objects.first()
    picture = gallery.pictures.first()
    picture.caption = "Світанок"
    gallery.pictures.add(picture)
    publish(gallery, title="Ранок")


@change
def person_edited() -> None:
    publish(PersonPage.objects.first(), position="Староста")


@change
def institution_edited() -> None:
    publish(InstitutionPage.objects.first(), address="вулиця Нова")


@change
def questions_edited() -> None:
    publish(FaqPage.objects.get(), title="Питання")


@change
def act_published() -> None:
    make_act(ActPage.objects.first().get_parent().specific)


@change
def act_edited() -> None:
    publish(ActPage.objects.first(), title="Про зміни")


@change
def session_edited() -> None:
    publish(SessionPage.objects.first(), title="Позачергова")


@change
def document_named() -> None:
    document = CommunityDocument.objects.first()
    document.title = "Додаток 7"
    document.file.save("dodatok.pdf", ContentFile(b"%PDF-1.4 new"), save=False)
    document.save()


@change
def poll_opened() -> None:
    poll_make(question="Який парк обрати?")


@change
def poll_closed_early() -> None:
    officer = User.objects.create_user("officer-of-polls", is_superuser=True)
    poll_close_early(poll=Poll.objects.order_by("pk")[0], reason="Помилка в запитанні.", actor=officer)


@change
def poll_chosen_for_every_page() -> None:
    other = poll_make(question="Де поставити лавки?")
    EngagementSettings.objects.update_or_create(site=_site(), defaults={"shown_poll": other})


@change
def petition_published() -> None:
    published_petition(title="Про новий ліхтар")


@change
def signatures_counted() -> None:
    for _ in range(3):
        sign(Petition.objects.order_by("pk")[0])
    petitions_recount()


@change
def urgent_announcement() -> None:
    _banner_up()


@change
def urgent_announcement_taken_down() -> None:
    banner_take_down(banner=_banner_up(), user=User.objects.get(username="duty-officer"))


def _banner_up() -> EmergencyBanner:
    user = User.objects.create_user("duty-officer", is_superuser=True)
    ends = timezone.now() + timedelta(hours=3)
    banner = EmergencyBanner(level="warning", text="Без води до вечора.", starts_at=timezone.now(), ends_at=ends)
    return banner_put_up(banner=banner, user=user)


def _site() -> Site:
    return Site.objects.get(is_default_site=True)


# Ends as it began.
UNSEEN = {"urgent_announcement_taken_down"}


class UndoneError(Exception):
    """Takes a change back with its transaction."""


def test_no_kept_page_is_older_than_any_change(kept: Shelf, addresses: dict[str, str], commit: Commit) -> None:
    everywhere = [*addresses.values(), "/sitemap-pages.xml", f"{addresses['news']}rss/", f"{addresses['news']}atom/"]
    for address in everywhere:
        # Sizes of pictures that are made at the first visit are another page's to show as well.
        shown(address)
    # Pages of one's own are found by kept places, and show kept parts around what is only this person's.
    resident = visitor_signed_in()
    own = [
        reverse("cabinet"),
        f"{addresses['petition']}pidpys/",
        *(addresses[name] for name in ("article", "standard")),
    ]
    old, unseen = {}, []
    for name, act in CHANGES.items():
        forget()
        with suppress(UndoneError), transaction.atomic():
            before = {address: without_token(shown(address)) for address in everywhere}
            assert sum(is_kept(address) for address in everywhere) > 30
            assert {"masthead", "footer", "page", "emergency"} <= pieces_kept_for(resident, own)
            with commit():
                act()
            after = {address: without_token(shown(address)) for address in everywhere}
            now = {address: without_token(true(address)) for address in everywhere}
            old[name] = [address for address in everywhere if after[address] != now[address]]
            old[name] += [address for address in own if seen_by(resident, address) != seen_now_by(resident, address)]
            if after == before:
                unseen.append(name)
            raise UndoneError
    assert {name: places for name, places in old.items() if places} == {}
    # A change that shows nowhere would prove nothing.
    assert set(unseen) == UNSEEN


def seen_by(resident: Client, address: str) -> tuple[int, bytes]:
    answer = resident.get(address)
    return answer.status_code, without_token(answer.content)


def seen_now_by(resident: Client, address: str) -> tuple[int, bytes]:
    with nothing_kept():
        return seen_by(resident, address)


def without_token(page: bytes) -> bytes:
    """A page of a form as it is for everybody; such a page is never kept."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"', rb"\1", page)


def forget() -> None:
    """What a change that was taken back left in this process."""
    shelf().clear()
    cache.clear()
    Site.clear_site_root_paths_cache()
