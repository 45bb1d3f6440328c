"""The blocks of a page's text: each one shows itself in the editor's list, refuses what residents could not use, and
costs a page the same number of queries however often it stands there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import Block, StreamValue, StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from community.core.blocks import ContentStreamBlock
from community.core.blocks.video import video_from_url
from community.core.models import CommunityDocument, CommunityImage
from home.models import HomePage, StandardPage

BLOCKS = ContentStreamBlock().child_blocks
SEEN_IN_PREVIEW = {
    "paragraph": "<h2>Ремонт мосту</h2>",
    "image": "Площа після ремонту",
    "gallery": "День громади",
    "quote": "«Спершу ми запитали мешканців",
    "document": "Тут буде документ.",
    "table": "Села округу",
    "video": "Дивитися відео: Сесія ради, 24 вересня",
    "callout": "Увага: У вівторок не буде води",
}


def body_of(page: type[StandardPage] = StandardPage) -> StreamBlock:
    return page.body.field.stream_block


def preview(client: Client, name: str) -> str:
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": body_of().child_blocks[name].definition_prefix})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("name", "words"), SEEN_IN_PREVIEW.items())
def test_every_block_shows_itself_in_an_empty_library(
    administrator_client: Client, site_home: HomePage, name: str, words: str
) -> None:
    html = preview(administrator_client, name)
    assert words in html
    assert "community/css/components.css" in html
    assert "theme.css?brand=0a4d9c" in html
    assert "style=" not in html


def test_previews_show_the_pictures_and_documents_there_are(
    administrator_client: Client,
    site_home: HomePage,
    add_picture: Callable[..., CommunityImage],
    add_document: Callable[..., CommunityDocument],
) -> None:
    add_picture(description="Площа взимку")
    add_document("Рішення про бюджет")
    for name in ("image", "gallery"):
        html = preview(administrator_client, name)
        assert 'alt="Площа взимку"' in html
        assert 'loading="lazy"' in html
    assert "Рішення про бюджет" in preview(administrator_client, "document")


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is(name: str) -> None:
    block = BLOCKS[name]
    assert block.is_previewable
    assert block.meta.icon not in ("", "placeholder")
    assert block.meta.description
    assert block.meta.group
    get_template(block.meta.template)


def blocks_of_all_pages() -> dict[str, Block]:
    """Every block of every body of the site, by what tells one kind from another."""
    fields = [field for model in get_page_models() for field in model._meta.get_fields()]
    blocks = [entry for field in fields if isinstance(field, StreamField) for entry in _children(field)]
    return {f"{name} {type(block).__name__}": block for name, block in blocks}


def _children(field: StreamField) -> list[tuple[str, Block]]:
    return list(field.stream_block.child_blocks.items())


def test_the_list_of_blocks_stays_short_over_all_pages_and_is_in_groups() -> None:
    assert set(BLOCKS) == set(SEEN_IN_PREVIEW)
    kinds = blocks_of_all_pages()
    assert len(kinds) <= 14, sorted(kinds)
    assert len({str(block.meta.group) for block in kinds.values()}) <= 5
    assert all(block.meta.group and block.meta.description for block in kinds.values())


def test_every_block_of_every_page_is_previewed(administrator_client: Client, site_home: HomePage) -> None:
    for kind, block in blocks_of_all_pages().items():
        assert block.is_previewable, kind
        shown = administrator_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert shown.status_code == 200, kind
        # In the styles of the site: a whole page has them joined.
        assert re.search(r"community/css/components\.css|/site\.css\?v=", shown.content.decode()), kind


@pytest.mark.django_db
def test_a_picture_needs_a_description_or_a_word_that_it_is_decoration(
    add_picture: Callable[..., CommunityImage],
) -> None:
    block, picture = BLOCKS["image"], add_picture()

    def clean(**image: Any) -> Any:
        return block.clean(block.to_python({"image": {"image": picture.pk, **image}}))

    with pytest.raises(StructBlockValidationError) as refusal:
        clean(alt_text="", decorative=False)
    assert "Додайте опис зображення" in str(refusal.value.as_json_data())
    assert clean(alt_text="Діти садять дуби", decorative=False)["image"].contextual_alt_text == "Діти садять дуби"
    assert clean(alt_text="", decorative=True)["image"].contextual_alt_text == ""


@pytest.mark.django_db
def test_a_gallery_of_one_picture_is_refused(add_picture: Callable[..., CommunityImage]) -> None:
    block, picture = BLOCKS["gallery"], add_picture()
    figure = {"image": {"image": picture.pk, "alt_text": "Площа"}}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"images": [figure]}))
    block.clean(block.to_python({"images": [figure, figure]}))


def page_with(add_page: Callable[..., StandardPage], title: str, body: list[tuple[str, Any]]) -> StandardPage:
    return add_page(title, body=[{"type": kind, "value": value} for kind, value in body])


def rendered(body: list[tuple[str, Any]]) -> str:
    """A text as a page shows it, read from the database anew."""
    raw = [{"type": kind, "value": value} for kind, value in body]
    stream = StreamValue(body_of(), raw, is_lazy=True)
    return stream.render_as_block({"request": RequestFactory().get("/")})


def test_one_picture_twice_keeps_both_descriptions_and_loads_lazily_in_several_widths(
    add_picture: Callable[..., CommunityImage],
) -> None:
    picture = add_picture()
    for width in (400, 720, 1280):
        picture.get_rendition(f"width-{width}|format-jpeg")
    html = rendered(
        [
            ("image", {"image": {"image": picture.pk, "alt_text": "Площа до ремонту"}, "credit": "О. Ковальчук"}),
            ("image", {"image": {"image": picture.pk, "alt_text": "Площа після ремонту"}, "caption": "Готово"}),
        ]
    )
    assert 'alt="Площа до ремонту"' in html
    assert 'alt="Площа після ремонту"' in html
    assert "Фото: О. Ковальчук" in html
    assert html.count('loading="lazy"') == 2
    assert html.count(" 400w, ") == html.count(" 1280w") == 2
    assert html.count('width="400"') == html.count('height="225"') == 2


def queries_of(body: list[tuple[str, Any]]) -> int:
    rendered(body)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rendered(body)
    return len(queries)


def test_many_pictures_and_documents_cost_as_many_queries_as_one(
    add_picture: Callable[..., CommunityImage], add_document: Callable[..., CommunityDocument]
) -> None:
    def body(count: int) -> list[tuple[str, Any]]:
        pictures = [{"image": {"image": add_picture().pk, "alt_text": "Площа"}} for _ in range(count)]
        return [
            *(("image", picture) for picture in pictures),
            *(("document", {"document": add_document().pk, "title": ""}) for _ in range(count)),
            ("gallery", {"title": "", "images": pictures * 2}),
        ]

    assert queries_of(body(6)) == queries_of(body(1)) == 5


@pytest.mark.django_db
def test_a_document_shows_its_type_and_size(add_document: Callable[..., CommunityDocument]) -> None:
    html = rendered([("document", {"document": add_document("Рішення № 5").pk, "title": ""})])
    assert "Рішення № 5" in html
    assert "PDF, " in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "words"), [("info", ""), ("warning", "Увага: Ожеледиця"), ("important", "Важливо: Ожеледиця")]
)
def test_the_kind_of_a_call_out_is_said_in_words(kind: str, words: str) -> None:
    html = rendered([("callout", {"kind": kind, "title": "Ожеледиця", "text": "<p>Обережно.</p>"})])
    assert words in html
    assert "Ожеледиця" in html
    assert f"callout--{kind}" in html


@pytest.mark.parametrize(
    ("address", "watch", "player"),
    [
        (f"https://{host}", "https://www.youtube.com/watch?v=M7lc1UVf-VE", "youtube-nocookie.com/embed/M7lc1UVf-VE")
        for host in (
            "www.youtube.com/watch?v=M7lc1UVf-VE&t=10s",
            "m.youtube.com/watch?feature=share&v=M7lc1UVf-VE",
            "youtu.be/M7lc1UVf-VE?si=abc",
            "youtube.com/shorts/M7lc1UVf-VE",
            "www.youtube.com/live/M7lc1UVf-VE",
            "www.youtube-nocookie.com/embed/M7lc1UVf-VE",
        )
    ]
    + [
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871", "player.vimeo.com/video/76979871?dnt=1"),
        ("https://player.vimeo.com/video/76979871", "https://vimeo.com/76979871", "player.vimeo.com/video/76979871"),
        ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e", "&h=8272103f6e"),
    ],
)
def test_addresses_of_videos_are_understood(address: str, watch: str, player: str) -> None:
    video = video_from_url(address)
    assert video is not None
    assert video.watch_url == watch
    assert player in video.player_url


@pytest.mark.parametrize(
    "address",
    [
        "https://rutube.ru/video/1",
        "https://youtube.com.evil.example/watch?v=M7lc1UVf-VE",
        "https://evil.example/?u=youtube.com/watch?v=M7lc1UVf-VE",
        "https://user@youtu.be.example/M7lc1UVf-VE",
        "https://www.youtube.com/@hromada",
        'https://www.youtube.com/watch?v="onload=alert(1)',
        "https://www.youtube.com/playlist?list=PL1",
        "https://youtu.be/M7lc1UVf-VE/../../x",
        "https://vimeo.com/channels/staffpicks",
        "ftp://youtu.be/M7lc1UVf-VE",
        "https://[youtube.com/watch?v=M7lc1UVf-VE",
    ],
)
def test_other_addresses_are_refused_with_a_reason(address: str) -> None:
    assert video_from_url(address) is None
    with pytest.raises(StructBlockValidationError) as refusal:
        BLOCKS["video"].clean(BLOCKS["video"].to_python({"url": address, "title": "Сесія"}))
    errors = refusal.value.as_json_data()["blockErrors"]
    assert set(errors) == {"url"}


def test_a_video_of_another_site_is_refused_in_ukrainian() -> None:
    block = BLOCKS["video"]
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"url": "https://rutube.ru/video/1", "title": "Сесія"}))
    assert "Це не адреса окремого відео на YouTube чи Vimeo" in str(refusal.value.as_json_data())


@pytest.mark.django_db
def test_a_video_asks_nobody_else_until_a_click() -> None:
    html = rendered([("video", {"url": "https://youtu.be/M7lc1UVf-VE", "title": "Сесія ради"})])
    assert "<iframe" not in html
    assert 'src="https://' not in html
    assert 'href="https://www.youtube.com/watch?v=M7lc1UVf-VE"' in html
    assert "Відео завантажиться з YouTube лише після натискання" in html
    assert finders.find("community/js/video.js")
