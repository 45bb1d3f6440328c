"""Pictures on public pages: in three formats once they are made ready, in one that is made at once before."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from community.core.models import CommunityImage
from news.models import NewsIndexPage, NewsPage
from tests.core.pictures.builders import (
    ADVERTISED,
    IMG,
    Publish,
    Worker,
    block,
    fresh,
    make_ready,
    photo,
    pictures,
    shown,
)
from tests.news.builders import make_article, make_gallery, make_lists

pytestmark = pytest.mark.any_engine


# ---- from publishing to the page


def test_a_published_article_offers_three_formats_and_no_visitor_waits_for_one(
    client: Client, news_index: NewsIndexPage, worker: Worker, publish: Publish, encoded: list[str]
) -> None:
    figure = {"image": {"image": photo("Міст").pk, "alt_text": "Новий міст"}}
    gallery = {"title": "", "images": [{"image": {"image": photo("Сад").pk, "alt_text": "Сад"}}] * 2}
    article = make_article(
        news_index,
        cover=photo(),
        cover_alt="Площа після дощу",
        body=[block("image", figure), block("gallery", gallery)],
        live=False,
    )
    encoded.clear()
    publish(article)
    assert worker.work() == 3
    assert {"AVIF", "WEBP", "JPEG"} == set(encoded)
    encoded.clear()
    embed = reverse("news:embed", args=[article.pk])
    for address, number in ((article.url, 4), ("/", 1), (news_index.url, 1), (embed, 1)):
        found = pictures(client, address)
        assert len(found) == number, address
        for picture in found:
            assert re.findall(r'<source[^>]*type="([^"]+)"', picture) == ADVERTISED
            assert picture.count("srcset=") == 3
            assert re.search(r'src="[^"]+\.jpg"', picture)
    assert "original_images" not in client.get(article.url).content.decode()
    assert encoded == []


def test_before_the_worker_comes_one_quick_size_is_made_for_each_picture(
    client: Client, news_index: NewsIndexPage, encoded: list[str]
) -> None:
    make_article(news_index, cover=photo(), cover_alt="Площа")
    encoded.clear()
    (picture,) = pictures(client, news_index.url)
    assert encoded == ["JPEG"]
    assert "<source" not in picture
    assert re.search(r'width="720"', picture)
    pictures(client, news_index.url)
    assert encoded == ["JPEG"]


def test_a_format_is_offered_only_when_all_its_sizes_are_there(db: None) -> None:
    picture = photo()
    for width in ("300x200", "480x320"):
        picture.get_rendition(f"fill-{width}|format-avif")
    assert "image/avif" not in shown(fresh(picture))
    picture.get_rendition("fill-720x480|format-avif")
    assert 'type="image/avif"' in shown(fresh(picture))
    assert "image/webp" not in shown(fresh(picture))


def test_the_largest_picture_of_a_gallery_is_not_made_at_once(
    client: Client, news_index: NewsIndexPage, tmp_path: Path, encoded: list[str]
) -> None:
    gallery = make_gallery(make_lists(news_index.get_parent())[2], tmp_path, pictures=3)
    encoded.clear()
    page = client.get(gallery.url).content.decode()
    # A thumbnail for each and the cover for social networks.
    assert sorted(encoded) == ["JPEG", "WEBP", "WEBP", "WEBP"]
    assert len(re.findall(r'class="gallery__link" href="[^"]+/original_images/[^"]+"', page)) == 3
    make_ready(*CommunityImage.objects.all())
    again = client.get(gallery.url).content.decode()
    assert len(re.findall(r'class="gallery__link" href="[^"]+max-1600x1600[^"]+"', again)) == 3


# ---- what is said of a picture


def test_every_picture_has_its_measures_its_place_and_its_words(
    client: Client, news_index: NewsIndexPage, worker: Worker, publish: Publish
) -> None:
    figures = [{"image": {"image": photo(str(n)).pk, "alt_text": f"Вид {n}"}} for n in range(3)]
    body = [block("image", figures[0]), block("gallery", {"title": "", "images": figures[1:]})]
    article = make_article(news_index, cover=photo(), cover_alt="Площа", body=body)
    publish(article)
    for ready in (False, True):
        if ready:
            worker.work()
        images = [IMG.findall(picture)[0] for picture in pictures(client, article.url)]
        assert [re.findall(r'alt="([^"]*)"', image)[0] for image in images] == ["Площа", "Вид 0", "Вид 1", "Вид 2"]
        assert all(re.search(r'height="[1-9]\d*".*sizes="[^"]+".*width="[1-9]\d*"', image) for image in images)
        assert ['fetchpriority="high"' in image for image in images] == [True, False, False, False]
        assert ['loading="lazy"' in image for image in images] == [False, True, True, True]


def test_without_words_of_the_place_the_library_describes_the_picture(db: None) -> None:
    described = photo(description="Площа взимку")
    assert 'alt="Площа взимку"' in shown(described)
    assert 'alt="Площа"' in shown(photo())
    assert 'alt=""' in shown(described, words='alt=""')


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "AVIF"])
def test_what_may_be_seen_through_stays_so(db: None, form: str) -> None:
    buffer = BytesIO()
    Image.new("RGBA", (900, 600), (0, 90, 160, 0)).save(buffer, form)
    picture = CommunityImage.objects.create(title="Знак", file=ContentFile(buffer.getvalue(), f"znak.{form.lower()}"))
    for one in ("avif", "webp"):
        rendition = picture.get_rendition(f"fill-300x200|format-{one}")
        with rendition.open_file() as file, Image.open(file) as drawn:
            assert drawn.convert("RGBA").getpixel((150, 100))[3] == 0, one  # type: ignore[index]  # of RGBA a tuple
    assert re.search(r'src="[^"]+\.webp"', shown(fresh(picture)))


def test_a_picture_smaller_than_its_place_is_offered_once(db: None) -> None:
    picture = photo(size=(600, 400))
    for form in ("avif", "webp", "jpeg"):
        for width in (400, 720, 1280):
            picture.get_rendition(f"width-{width}|format-{form}")
    srcsets = re.findall(r'srcset="([^"]+)"', shown(fresh(picture), "figure"))
    assert [re.findall(r" (\d+)w", srcset) for srcset in srcsets] == [["400", "600"]] * 3


def test_lists_with_all_formats_ask_no_more_for_more_pictures(client: Client, news_index: NewsIndexPage) -> None:
    def queries() -> int:
        make_ready(*CommunityImage.objects.all())
        client.get(news_index.url)
        with CaptureQueriesContext(connection) as captured:
            assert len(pictures(client, news_index.url)) == NewsPage.objects.count()
        return len(captured)

    for number in range(2):
        make_article(news_index, cover=photo(str(number)))
    few = queries()
    for number in range(2, 8):
        make_article(news_index, cover=photo(str(number)))
    assert queries() == few


# ---- the templates

# The coat of arms and the state's mark are not photographs; the pixel counts readings.
SMALL = {
    "navigation/masthead.html",
    "navigation/gov_strip.html",
    "wagtailadmin/community_mark.html",
}
PIXEL = '<img src="{% url "news:pixel"'
BY_HAND = re.compile(r"<img\b|\{% (?:srcset_)?image |\{% picture ")
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_picture_of_a_page_goes_through_the_one_tag() -> None:
    shown_by_hand = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if BY_HAND.search(path.read_text(encoding="utf-8").replace(PIXEL, ""))
    }
    assert shown_by_hand == SMALL
