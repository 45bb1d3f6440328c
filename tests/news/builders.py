"""Small pages for the tests of the site tree, news and search."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, PageViewRestriction, Site

from community.core.local_time import today
from community.core.models import CommunityImage
from home.models import HomePage
from news.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    EventIndexPage,
    EventPage,
    GalleryIndexPage,
    GalleryPage,
    GalleryPicture,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
)

numbers = count(1)


def make_home() -> HomePage:
    """The front page of a site that has nothing else."""
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Зарічанська громада", slug="zarichchia", lead="Ласкаво просимо.")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    return home


def make_news_index(home: Page) -> NewsIndexPage:
    return home.add_child(instance=NewsIndexPage(title="Новини", slug="novyny", show_in_menus=True))


def make_lists(home: Page) -> tuple[AnnouncementIndexPage, EventIndexPage, GalleryIndexPage]:
    """An empty list of each other kind of dated pages."""
    return (
        home.add_child(instance=AnnouncementIndexPage(title="Оголошення", slug="oholoshennia")),
        home.add_child(instance=EventIndexPage(title="Події", slug="podii")),
        home.add_child(instance=GalleryIndexPage(title="Фотогалереї", slug="halerei")),
    )


def make_category(name: str = "Освіта") -> NewsCategory:
    return NewsCategory.objects.get_or_create(name=name)[0]


def make_article(index: NewsIndexPage, **fields: Any) -> NewsPage:
    """A published article; each next one is a minute older unless ``published_at`` says otherwise."""
    number = next(numbers)
    defaults = {
        "title": f"Стаття {number}",
        "slug": f"stattia-{number}",
        "lead": f"Коротко про подію {number}.",
        "published_at": timezone.now() - timedelta(minutes=number),
    }
    if "category" not in fields:
        defaults["category"] = make_category()
    return index.add_child(instance=NewsPage(**{**defaults, **fields}))


def make_announcement(index: AnnouncementIndexPage, title: str = "Не буде води", **fields: Any) -> AnnouncementPage:
    """An announcement in force today and tomorrow."""
    defaults = {"kind": "voda", "lead": "Ремонт насосної станції.", "valid_until": today() + timedelta(days=1)}
    return index.add_child(instance=AnnouncementPage(title=title, **{**defaults, **fields}))


def make_event(index: EventIndexPage, title: str = "Ярмарок", **fields: Any) -> EventPage:
    """An event of two hours that begins in a day."""
    starts_at = fields.pop("starts_at", timezone.now() + timedelta(days=1))
    defaults = {"kind": "kultura", "lead": "Мед, горіхи, кераміка.", "ends_at": starts_at + timedelta(hours=2)}
    return index.add_child(instance=EventPage(title=title, starts_at=starts_at, **{**defaults, **fields}))


def make_gallery(index: GalleryIndexPage, folder: Any, title: str = "День громади", pictures: int = 3) -> GalleryPage:
    gallery = GalleryPage(title=title, lead="Свято на площі.")
    gallery.pictures = [
        GalleryPicture(
            image=make_image(folder), alt=f"Світлина {number}", caption=f"Підпис {number}", sort_order=number
        )
        for number in range(pictures)
    ]
    return index.add_child(instance=gallery)


def make_image(tmp_path: Any, title: str = "Школа") -> CommunityImage:
    path = tmp_path / f"{title}.png"
    Image.new("RGB", (1280, 854), "#0a4d9c").save(path)
    with path.open("rb") as file:
        return CommunityImage.objects.create(title=title, file=ImageFile(file, name=path.name))


def kyiv(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
