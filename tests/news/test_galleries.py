"""An editor publishes a gallery; residents look at it, with eyes or by ear."""

import re
from pathlib import Path

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.models import HomePage
from news.models import GalleryIndexPage, GalleryPage
from tests.news.builders import make_gallery, make_image, make_lists
from tests.news.editing import NO_COMMENTS, preview, publish, refusal


@pytest.fixture
def galleries(home_page: HomePage) -> GalleryIndexPage:
    return make_lists(home_page)[2]


def form(folder: Path, **first: str) -> dict[str, object]:
    pictures = [
        {
            "image": make_image(folder).pk,
            "alt": "Хор на сцені",
            "caption": "Виступ хору",
            "author": "Олена Гай",
            **first,
        },
        {"image": make_image(folder).pk, "alt": "Діти з кульками", "caption": "", "author": ""},
    ]
    return nested_form_data(
        {
            "title": "День громади",
            "slug": "den-hromady",
            "taken_on": "24.08.2026",
            "lead": "Як ми святкували.",
            "pictures": inline_formset(pictures),
            "comments": NO_COMMENTS,
        }
    )


def test_from_the_editor_to_residents(
    editor: Client, client: Client, galleries: GalleryIndexPage, tmp_path: Path
) -> None:
    assert 'alt="Хор на сцені"' in preview(editor, galleries, "gallerypage", form(tmp_path))
    publish(editor, galleries, "gallerypage", form(tmp_path))
    page = client.get(f"{galleries.url}den-hromady/").content.decode()
    assert "24 серпня 2026" in page
    assert page.index('alt="Хор на сцені"') < page.index('alt="Діти з кульками"')
    assert "Фото: Олена Гай" in page
    large, small = re.findall(r'<a class="gallery__link" href="([^"]+)">\s*<picture>.*?<img([^>]+)>', page)[0]
    assert client.get(large).status_code == 200, "opens larger without a script"
    assert all(part in small for part in ("sizes=", 'loading="lazy"', "width=", "height="))
    listed = client.get(galleries.url).content.decode()
    assert "2 світлини" in listed
    assert re.search(r'<div class="card__picture">\s*<picture>', listed)
    assert "Фотогалереї, серпень 2026</h1>" in client.get(f"{galleries.url}?year=2026&month=8").content.decode()
    assert "День громади" in client.get("/search/", {"q": "хор"}).content.decode()


def test_a_picture_without_words_is_refused(editor: Client, galleries: GalleryIndexPage, tmp_path: Path) -> None:
    assert "Це поле необхідно заповнити" in refusal(editor, galleries, "gallerypage", form(tmp_path, alt=""))
    assert not GalleryPage.objects.exists()


def test_a_list_of_galleries_keeps_them_apart(client: Client, galleries: GalleryIndexPage, tmp_path: Path) -> None:
    assert "Фотогалерей ще немає" in client.get(galleries.url).content.decode()
    gallery = make_gallery(galleries, tmp_path, pictures=1)
    assert "1 світлина" in client.get(galleries.url).content.decode()
    assert gallery.cover_id == gallery.pictures.get().image_id
