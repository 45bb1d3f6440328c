"""nginx by production's configuration: what it answers itself, what reaches the app and as what."""

import gzip
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from community.core.page_cache.keys import PageKey
from community.core.page_cache.shelf import Shelf
from deploy.local.web import nginx_configure
from deploy.rendering import nginx_render
from tests.deploy.front import Front, front_running

pytestmark = [pytest.mark.stack, pytest.mark.any_engine]


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with front_running(tmp_path_factory.mktemp("front")) as running:
        running.put("pages/localhost/novyny/index.html", "сторінка новин")
        running.put("pages/localhost/novyny/index@page=2.html", "друга сторінка")
        running.put("pages/localhost@large-calm/novyny/index.html", "великі літери")
        running.put("pages/localhost/admin/index.html", "ніколи")
        running.put("pages/localhost/.git/index.html", "ніколи")
        running.put("static/site.0123456789ab.css", "a{}")
        running.put("media/images/arms.svg", "<svg/>")
        running.put("media/documents/secret.pdf", "для своїх")
        yield running


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/novyny/", "сторінка новин"),
        ("/novyny/?utm_source=fb&utm_medium=social", "сторінка новин"),
        ("/novyny/?fbclid=abc", "сторінка новин"),
        ("/novyny/?gclid=1&mtm_campaign=x", "сторінка новин"),
        ("/novyny/?page=2", "друга сторінка"),
    ],
)
def test_a_page_in_a_file_is_answered_without_the_app(front: Front, path: str, text: str) -> None:
    answer = front.ask(path)
    assert answer.status == 200
    assert answer.body.decode() == text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/novyny/?page=2&utm_source=fb",
        "/novyny/?page=02",
        "/novyny/?category=1",
        "/novyny/?utm_source=fb&category=1",
        "/novyny/?myutm_source=fb",
        "/novyny/?page=3",
        "//novyny/",
        "/novyny//",
        "/%6Eovyny/",
        "/x/../novyny/",
        "/novyny",
        "/novyny/index.html",
        "/admin/",
        "/",
    ],
)
def test_any_other_address_is_the_apps(front: Front, path: str) -> None:
    assert front.ask(path).is_by_app


def test_whose_look_has_no_file_goes_to_the_app(front: Front) -> None:
    assert front.ask("/novyny/", Cookie="reading=large").is_by_app


@pytest.mark.parametrize("cookie", ["__Host-session=abc", "a=b; messages=x", "sessionid=abc"])
def test_whoever_has_signed_in_reads_what_everybody_reads(front: Front, cookie: str) -> None:
    assert front.ask("/novyny/", Cookie=cookie).body.decode() == "сторінка новин"


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_only_reading_is_answered_from_files(front: Front, method: str) -> None:
    assert front.ask("/novyny/", method=method).is_by_app


def test_a_look_of_ones_own_has_files_of_its_own(front: Front) -> None:
    assert front.ask("/novyny/", Cookie="x=1; reading=large-calm").body.decode() == "великі літери"
    assert front.ask("/novyny/", Cookie="reading=../../../etc").body.decode() == "сторінка новин"


@pytest.mark.parametrize("packing", ["identity", "gzip"])
def test_a_page_that_was_replaced_is_new_at_the_next_request(front: Front, packing: str) -> None:
    keep(front, "nova", "перша")
    first = front.ask("/nova/", Accept_Encoding=packing)
    assert first.headers["Last-Modified"] is None
    seen = first.headers["ETag"]
    same = front.ask("/nova/", Accept_Encoding=packing, If_None_Match=seen)
    assert (same.status, same.body) == (304, b"")
    # As long as the first, and in the same second.
    keep(front, "nova", "друга")
    assert front.ask("/nova/", Accept_Encoding=packing, If_None_Match=seen).status == 200
    assert front.ask("/nova/", If_Modified_Since="Wed, 01 Jan 2098 00:00:00 GMT").body.decode() == "друга"


def keep(front: Front, path: str, text: str) -> None:
    """As the site does it."""
    kept = Shelf(front.folder / "data" / "pages")
    key = PageKey(PurePosixPath(f"localhost/{path}"), "index")
    assert kept.put(key, headers=None, body=text.encode(), tags=[], begun=kept.begin())


def test_the_compressed_file_beside_a_page_is_what_most_get(front: Front) -> None:
    front.put("pages/localhost/stysla/index.html", "звичайна")
    (front.folder / "data/pages/localhost/stysla/index.html.gz").write_bytes(gzip.compress("стисла".encode()))
    answer = front.ask("/stysla/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body).decode() == "стисла"
    assert front.ask("/stysla/").body.decode() == "звичайна"
    assert {"Cookie", "Accept-Encoding"} <= {word for line in answer.headers.get_all("Vary") or [] for word in [line]}


def test_what_a_stranger_writes_about_where_he_is_never_reaches_the_app(front: Front) -> None:
    answer = front.ask(
        "/x/", X_Forwarded_For="203.0.113.9", X_Forwarded_Host="evil.example", Forwarded="for=203.0.113.9"
    )
    told = answer.echoed["headers"]
    assert told["x-forwarded-for"] == "127.0.0.1"
    assert told["x-forwarded-proto"] == "https"
    assert told["host"] == f"localhost:{front.https_port}"
    assert "x-forwarded-host" not in told
    assert "forwarded" not in told


def test_a_proxy_of_ours_is_believed_about_the_last_stranger_before_it(tmp_path: Path) -> None:
    with front_running(tmp_path, TRUSTED_PROXIES="set_real_ip_from 127.0.0.1;") as front:
        told = front.ask("/x/", X_Forwarded_For="198.51.100.1, 203.0.113.9").echoed["headers"]
        assert told["x-forwarded-for"] == "203.0.113.9"
        front.ask("/holos/ABCDEFGHIJKLMNOPQRSTUVWX/?secret=1", X_Forwarded_For="2001:db8:7:8::9")
    log = (tmp_path / "access.log").read_text()
    assert "203.0.113.0 [" in log
    assert "203.0.113.9" not in log
    assert "2001:db8:7:: [" in log
    assert '"GET /holos/.../"' in log
    assert "secret" not in log


def test_plain_http_moves_to_https_but_for_certificates(front: Front) -> None:
    answer = front.ask("/novyny/?page=2", tls=False)
    assert answer.status == 301
    assert answer.headers["Location"] == "https://localhost/novyny/?page=2"
    front.put("acme/.well-known/acme-challenge/token", "доказ")
    assert front.ask("/.well-known/acme-challenge/token", tls=False).body.decode() == "доказ"


def test_static_files_stay_for_good_and_pictures_for_a_while(front: Front) -> None:
    style = front.ask("/static/site.0123456789ab.css")
    assert style.body == b"a{}"
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    picture = front.ask("/media/images/arms.svg")
    assert picture.status == 200
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=63072000" in picture.headers["Strict-Transport-Security"]


def test_a_picture_that_is_no_file_is_fetched_by_the_app(front: Front) -> None:
    assert front.ask("/media/images/in-the-bucket.webp").echoed["path"] == "/media/images/in-the-bucket.webp"


@pytest.mark.parametrize(
    "path", ["/media/documents/secret.pdf", "/media/images/../documents/secret.pdf", "/.git/", "/.env", "/static/../x"]
)
def test_documents_and_hidden_files_are_not_nginxs_to_give(front: Front, path: str) -> None:
    answer = front.ask(path)
    assert answer.is_by_app or answer.status == 404
    assert "своїх" not in answer.body.decode()
    assert "ніколи" not in answer.body.decode()


def test_a_name_that_is_not_ours_gets_no_answer(front: Front) -> None:
    with pytest.raises(OSError, match=r"."):
        front.ask("/novyny/", tls=False, Host="evil.example")


def test_large_bodies_are_for_staff_only(front: Front) -> None:
    large = b"x" * (2 * 1024 * 1024)
    assert front.ask("/kabinet/", method="POST", body=large).status == 413
    assert front.ask("/admin/images/add/", method="POST", body=large).is_by_app


def test_a_flood_is_slowed_and_guessing_earlier_than_reading(front: Front) -> None:
    def statuses(count: int, path: str, method: str) -> list[int]:
        return [front.ask(path, method=method).status for _ in range(count)]

    assert 429 in statuses(30, "/kabinet/vkhid/", "POST")
    assert set(statuses(30, "/kabinet/vkhid/", "GET")) == {200}
    assert set(statuses(150, "/novyny/", "GET")) == {200}


def test_while_the_app_is_away_files_are_served_and_the_rest_is_told_honestly(tmp_path: Path) -> None:
    with front_running(tmp_path, APP_SERVERS="server 127.0.0.1:9;") as front:
        front.put("pages/localhost/novyny/index.html", "сторінка новин")
        assert front.ask("/novyny/").body.decode() == "сторінка новин"
        answer = front.ask("/poshuk/")
    assert answer.status == 503
    assert "тимчасово недоступний" in answer.body.decode()
    assert answer.headers["Retry-After"] == "30"


def test_the_configuration_cannot_be_written_by_halves(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="TLS_CERTIFICATE, TLS_KEY"):
        nginx_render(tmp_path, {"SERVER_NAMES": "hromada.example"})
    with pytest.raises(ValueError, match=r"SERVER_NAME$"):
        nginx_configure(tmp_path, {"SERVER_NAMES": "x", "TLS_CERTIFICATE": "x", "TLS_KEY": "x", "SERVER_NAME": "x"})
