"""Small pages for the tests of the site tree, news and search."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, PageViewRestriction, Site

from community.core.models import CommunityImage
from home.models import HomePage
from news.models import NewsCategory, NewsIndexPage, NewsPage

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


def make_image(tmp_path: Any, title: str = "Школа") -> CommunityImage:
    path = tmp_path / f"{title}.png"
    Image.new("RGB", (1280, 854), "#0a4d9c").save(path)
    with path.open("rb") as file:
        return CommunityImage.objects.create(title=title, file=ImageFile(file, name=path.name))


def kyiv(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
