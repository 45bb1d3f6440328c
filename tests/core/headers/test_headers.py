"""What answers of each kind say to browsers, and that the web server says the same of pages kept as files."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from community.accounts.roles import ADMINISTRATOR
from community.core.blocks.video import video_from_url
from community.core.captcha import captcha_script_url
from community.core.headers.middleware import headers_middleware
from community.core.headers.policies import BARE_STYLE, PAGE
from community.core.headers.standard import CORP, CSP, HSTS, is_plain, media_headers, page_headers
from home.models import HomePage
from tests.conftest import SignIn
from tests.core.pictures.builders import photo
from tests.news.builders import make_article, make_news_index

pytestmark = pytest.mark.django_db
NGINX = Path(settings.BASE_DIR, "deploy", "nginx", "hromada")
ADD_HEADER = re.compile(r'^add_header (\S+) (?:"([^"]*)"|(\S+?))(?: always)?;$', re.MULTILINE)


def policy_of(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";")]
    return {name: sources for name, *sources in parts}


def written_in(name: str) -> dict[str, str]:
    """The headers that a file of nginx's configuration adds."""
    text = (NGINX / name).read_text(encoding="utf-8")
    return {header: quoted or bare for header, quoted, bare in ADD_HEADER.findall(text)}


@pytest.fixture
def over_tls(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


def test_a_page_says_what_every_page_says(client: Client, home_page: HomePage, over_tls: None) -> None:
    make_news_index(home_page)
    for address in ("/", "/novyny/", "/nemaie/", "/search/?q=школа", "/petytsii/"):
        answer = client.get(address, secure=True)
        assert {name: answer.headers.get(name) for name in page_headers()} == page_headers(), address
        assert is_plain(answer)


def test_nothing_runs_that_is_not_ours(client: Client, home_page: HomePage) -> None:
    policy = policy_of(client.get("/").headers[CSP])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert not any("unsafe" in source or "nonce" in source for sources in policy.values() for source in sources)


def test_the_web_server_says_the_same_of_pages_in_files(over_tls: None) -> None:
    files = written_in("page_headers.conf")
    assert files.pop(HSTS) == "$transport_security"
    expected = page_headers()
    transport = expected.pop(HSTS)
    assert {name: files.get(name) for name in expected} == expected
    main = (NGINX.parent / "hromada.conf.template").read_text(encoding="utf-8")
    assert f'https "{transport}";' in main


def test_the_web_server_says_the_same_of_pictures(client: Client, over_tls: None) -> None:
    files = written_in("media.conf") | written_in("file_headers.conf")
    expected = media_headers()
    expected.pop(HSTS)
    assert {name: files.get(name) for name in expected} == expected


def test_a_picture_may_be_shown_elsewhere_and_runs_nothing(client: Client) -> None:
    picture = photo()
    answer = client.get(picture.file.url)
    assert answer.status_code == 200
    assert answer.headers[CORP] == "cross-origin"
    assert policy_of(answer.headers[CSP]) == {"default-src": ["'none'"], "sandbox": []}


def test_a_frame_for_other_sites_stands_anywhere_and_frames_nothing(client: Client, home_page: HomePage) -> None:
    article = make_article(make_news_index(home_page))
    answer = client.get(f"/embed/news/{article.pk}/")
    assert answer.status_code == 200
    policy = policy_of(answer.headers[CSP])
    assert policy["frame-ancestors"] == ["*"]
    assert policy["default-src"] == policy["frame-src"] == ["'none'"]
    assert answer.headers[CORP] == "cross-origin"
    assert "X-Frame-Options" not in answer.headers
    assert not is_plain(answer)


def test_public_data_may_be_read_by_pages_of_other_sites(client: Client, home_page: HomePage) -> None:
    answer = client.get("/oembed?url=http://testserver/nemaie/")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers[CORP] == "cross-origin"


def test_the_captcha_is_let_in_only_where_a_form_has_it(client: Client, settings: Settings) -> None:
    assert client.get("/kabinet/reiestratsiia/").headers[CSP] == page_headers()[CSP]
    settings.CAPTCHA, settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "always", "key", "secret"
    policy = policy_of(client.get("/kabinet/reiestratsiia/").headers[CSP])
    assert any(captcha_script_url().startswith(source) for source in policy["script-src"])
    assert policy["style-src"] == PAGE["style-src"]
    assert client.get("/kabinet/vkhid/").headers[CSP] == page_headers()[CSP]


def test_players_are_let_in_and_nobody_else() -> None:
    addresses = ("https://www.youtube.com/watch?v=M7lc1UVf-VE", "https://vimeo.com/76979871")
    players = [video.player_url for address in addresses if (video := video_from_url(address))]
    assert len(players) == len(PAGE["frame-src"])
    for player, source in zip(players, PAGE["frame-src"], strict=True):
        assert player.startswith(f"{source}/")


def test_the_admin_lets_in_no_inline_script_either(sign_in: SignIn) -> None:
    policy = policy_of(sign_in(ADMINISTRATOR).get("/admin/").headers[CSP])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert "'unsafe-inline'" not in policy["style-src"]


def test_the_page_of_a_broken_site_keeps_its_style() -> None:
    """After a change of the style in templates/bare_page.html the new hash goes to BARE_STYLE."""
    page = Path(settings.BASE_DIR, "templates", "bare_page.html").read_text(encoding="utf-8")
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == BARE_STYLE


def test_a_view_may_say_its_own(rf: RequestFactory) -> None:
    own = {CSP: "default-src 'none'; sandbox", CORP: "cross-origin"}
    answer = headers_middleware(lambda request: HttpResponse(headers=own))(rf.get("/"))
    assert {name: answer.headers[name] for name in own} == own
