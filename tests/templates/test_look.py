"""The look is measured where it can be: weight, what every page carries. Contrasts: tests/core/catalogue."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.core.models import CommunityImage, CommunitySettings
from home.models import HomePage, SectionPage
from tests.core.conftest import picture_bytes

CSS_BUDGET = 12 * 1024


def test_the_styles_are_light_few_and_kept_for_good(client: Client, site_home: HomePage) -> None:
    html = client.get(site_home.url).content.decode()
    addresses = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    # All pages; the community's colour; print; contrast.
    assert len(addresses) <= 5
    assert sum(len(gzip.compress(style(client, address))) for address in addresses) <= CSS_BUDGET
    (joined,) = (address for address in addresses if address.startswith("/site.css"))
    assert "max-age=31536000" in client.get(joined)["Cache-Control"]
    assert "max-age=300" in client.get("/site.css?v=older")["Cache-Control"]


def style(client: Client, address: str) -> bytes:
    if address.startswith(settings.STATIC_URL):
        found = finders.find(address.removeprefix(settings.STATIC_URL))
        return Path(str(found)).read_bytes()
    return bytes(client.get(address).content)


def test_the_joined_styles_hold_every_rule_in_order(client: Client) -> None:
    joined = client.get("/site.css").content.decode()
    first = ("--canvas:", "a[href^=", ".masthead", "\n.button {", "\n.poll {", "\n.petition-card__title {")
    places = [joined.index(rule) for rule in first]
    assert places == sorted(places)
    assert "/*" not in joined


def test_every_page_carries_what_a_public_site_must(client: Client, site_home: HomePage) -> None:
    community = CommunitySettings.for_site(site_home.get_site())
    community.name, community.district, community.oblast = (
        "Вербівська громада",
        "Лозівський район",
        "Харківська область",
    )
    community.phone, community.email = "+38 (057) 123-45-67", "rada@hromada.example"
    community.working_hours = "Понеділок – п’ятниця: 8:00–17:00"
    community.telegram = "https://t.me/verbivka"
    community.save()
    section = site_home.add_child(instance=SectionPage(title="Документи", slug="dokumenty", show_in_menus=True))
    response = client.get(section.url)
    html = response.content.decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "gov.ua · місцеве самоврядування України" in text
    assert "Вербівська громада Лозівський район, Харківська область" in text
    assert "Перейти до основного вмісту" in text
    assert "Понеділок – п’ятниця: 8:00–17:00" in text
    assert 'href="tel:+380571234567"' in html
    assert 'href="https://t.me/verbivka"' in html
    assert re.search(
        r'<a class="main-menu__link main-menu__link--active"[^>]*aria-current="true"[^>]*>Документи</a>', html
    )
    assert re.search(r'<a href="/admin/">Вхід для працівників</a>', html)
    assert "<title>Документи — Вербівська громада</title>" in html
    assert '<html lang="uk">' in html


def test_the_strip_of_the_state_is_text_until_a_logo_is_uploaded(client: Client, site_home: HomePage) -> None:
    def strip() -> str:
        found = re.search(r'<div class="gov-strip">.*?</div>', client.get(site_home.url).content.decode(), re.DOTALL)
        assert found
        return found[0]

    assert "<img" not in strip()
    community = CommunitySettings.for_site(site_home.get_site())
    file = SimpleUploadedFile("logo.png", picture_bytes("PNG", (200, 100)), "image/png")
    community.govua_logo = CommunityImage.objects.create(title="Знак", file=file)
    community.save()
    assert re.search(r'<img[^>]+alt=""[^>]+class="gov-strip__logo"[^>]*>', strip())
    assert "gov.ua" in strip()


def test_a_page_for_everybody_sets_no_cookie_and_holds_no_token(client: Client, site_home: HomePage) -> None:
    response = client.get(site_home.url)
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_the_search_and_the_menu_unfold_without_javascript(client: Client, site_home: HomePage) -> None:
    """On phones CSS hides what follows a closed ``details``: so it must follow it directly."""
    html = client.get(site_home.url).content.decode()
    assert re.search(r"</details>\s*<form class=\"site-search\"", html)
    assert re.search(r"</details>\s*<nav class=\"main-menu\"", html)
    # Data for search engines are no script: no browser runs them.
    assert "<script" not in html.replace('<script type="application/ld+json">', "")
