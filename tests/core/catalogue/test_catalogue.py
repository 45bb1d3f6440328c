"""The catalogue shows all there is: a new part or block without a sample fails here."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import Page

from community.core.catalogue.tokens import PAIRS_HIGH, palettes, scale
from community.core.models import CommunityDocument, CommunityImage, CommunitySettings
from home.models import HomePage
from tests.core.conftest import PDF, picture_bytes

pytestmark = pytest.mark.any_engine
ADDRESS = "/dyzain-systema/"
STYLES = Path(settings.BASE_DIR) / "community/static/community/css"


@pytest.fixture
def catalogue(client: Client, site_home: HomePage) -> str:
    return client.get(ADDRESS).content.decode()


def blocks_of_pages() -> list[Block]:
    fields = [field for model in apps.get_models() if issubclass(model, Page) for field in model._meta.get_fields()]
    streams = [field.stream_block for field in fields if isinstance(field, StreamField)]
    return [block for stream in streams for block in stream.child_blocks.values()]


def sample_of(part: str, catalogue: str) -> str:
    found = re.search(
        rf'<section class="sample" id="{part}">.*?(?=<section class="sample"|<footer)', catalogue, re.DOTALL
    )
    assert found, part
    return found[0]


def test_every_component_is_shown_and_says_when_to_use_it(catalogue: str) -> None:
    names = [path.stem for path in (Path(settings.BASE_DIR) / "templates/components").glob("*.html")]
    assert len(names) > 15
    for name in names:
        sample = sample_of(f"part-{name}", catalogue)
        when = re.search(r'<p class="sample__when">(.*?)</p>', sample)
        assert when
        assert re.search(r"[а-яіїєґ]{3}", when[1]), name
        # No poll runs here.
        assert name == "running_poll" or re.search(r"sample__shown stack\">\s*<\w+[^<]*\S", sample), name


def test_every_block_of_every_page_is_shown_with_its_preview(catalogue: str) -> None:
    blocks = blocks_of_pages()
    assert len(blocks) > 20
    for block in blocks:
        sample = sample_of(f"block-{type(block).__name__}", catalogue)
        assert str(block.label) in sample
        assert str(block.meta.description) in sample
        assert block.is_previewable
    assert "Садовій" in sample_of("block-CalloutBlock", catalogue)


def test_every_icon_is_shown(catalogue: str) -> None:
    icons = {path.stem for path in (Path(settings.BASE_DIR) / "templates/components/icons").glob("*.html")}
    assert icons == set(re.findall(r"<code>(\w+)</code>", sample_of("part-icon", catalogue))) - {"icon"}


def test_contrasts_are_worked_out_from_the_style_sheets(catalogue: str) -> None:
    assert re.search(r"<code>ink</code> / <code>surface</code></td>\s*<td>\s*<strong>16,5 : 1</strong>", catalogue)
    assert "замало" not in catalogue
    named = set(re.findall(r"--([a-z-]+): #", (STYLES / "tokens.css").read_text()))
    assert {name for name in named if f"<code>{name}<br>" in catalogue} == named
    assert {name for pair in PAIRS_HIGH for name in pair[:2]} == named, "every colour meets another"


def test_the_colour_of_the_community_is_measured_too(client: Client, site_home: HomePage) -> None:
    community = CommunitySettings.for_site(site_home.get_site())
    community.brand_colour = "#7a1f4b"
    community.save()
    page = client.get(ADDRESS).content.decode()
    assert "<code>primary<br>#7a1f4b</code>" in page
    assert "<code>primary<br>#00318a</code>" in page, "high contrast keeps colours of its own"


def test_scales_tell_both_sizes(catalogue: str) -> None:
    assert "<code>text-h1: 1.75rem / 2.375rem</code>" in catalogue
    assert [step.name for step in scale("space")] == [f"space-{number}" for number in range(1, 9)]


@pytest.mark.parametrize("palette", palettes(), ids=lambda palette: f"{palette.high}-{palette.colours['surface']}")
def test_every_pair_is_legible_in_every_theme(palette: object) -> None:
    meetings = palette.meetings  # type: ignore[attr-defined]  # parametrize hides the class
    assert [meeting for meeting in meetings if not meeting.is_enough] == []


def test_high_contrast_asks_for_more(site_home: HomePage) -> None:
    light, _dark, light_high, dark_high = palettes("#ff0000")
    assert light.colours["primary"] == "#ff0000"
    for palette in (light_high, dark_high):
        assert palette.colours["primary"] != "#ff0000"
        least = {meeting.pair: meeting.least for meeting in palette.meetings}
        assert set(least) == set(PAIRS_HIGH)
        assert set(least.values()) == {7.0, 4.5}


def test_nothing_of_the_library_is_shown(client: Client, site_home: HomePage) -> None:
    """The newest picture may belong to an article that is not out yet."""
    picture = SimpleUploadedFile("portret.jpg", picture_bytes(), "image/jpeg")
    CommunityImage.objects.create(title="Таємний портрет", file=picture)
    CommunityDocument.objects.create(title="Таємний проєкт", file=SimpleUploadedFile("proiekt.pdf", PDF))
    page = client.get(ADDRESS).content.decode()
    assert "Таємн" not in page
    assert "portret" not in page
    assert "picture-placeholder" in sample_of("block-GalleryBlock", page)


def test_caches_keep_it_and_robots_stay_away(client: Client, site_home: HomePage) -> None:
    response = client.get(ADDRESS)
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    again = client.get(ADDRESS, headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304
    assert f"Disallow: {ADDRESS}" in client.get("/robots.txt").content.decode()


def test_staff_find_it_in_the_help_menu(author: Client, site_home: HomePage) -> None:
    assert ADDRESS in author.get("/admin/").content.decode()
