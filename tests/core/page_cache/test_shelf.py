"""Pages on the disk: kept, dropped by what they show, and never older than a drop."""

import shutil
from pathlib import Path, PurePosixPath
from threading import Thread

import pytest

from community.core.page_cache.keys import PageKey
from community.core.page_cache.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pages")


def key(path: str = "novyny") -> PageKey:
    return PageKey(PurePosixPath(f"testserver/{path}"), "index")


def put(shelf: Shelf, path: str, *tags: str, body: bytes = b"page", begun: int | None = None) -> bool:
    begun = shelf.begin() if begun is None else begun
    return shelf.put(key(path), headers=None, body=body, tags=tags, begun=begun)


def body(shelf: Shelf, path: str) -> bytes | None:
    entry = shelf.find(key(path))
    return entry.body if entry else None


def test_a_page_is_found_by_every_process_until_it_changes(shelf: Shelf) -> None:
    another_process = Shelf(shelf.root)
    put(shelf, "a", "page:1", body=b"old")
    assert body(another_process, "a") == b"old"
    assert another_process.drop({"page:1"}) == 1
    assert body(shelf, "a") is None
    put(another_process, "a", "page:1", body=b"new")
    assert body(shelf, "a") == b"new"


def test_only_what_shows_the_change_is_dropped(shelf: Shelf) -> None:
    put(shelf, "a", "page:1", "menu")
    put(shelf, "b", "page:2", "menu")
    shelf.drop({"page:1"})
    assert (body(shelf, "a"), body(shelf, "b")) == (None, b"page")
    shelf.drop({"menu"})
    assert body(shelf, "b") is None


def test_a_page_made_of_what_has_changed_meanwhile_is_not_kept(shelf: Shelf) -> None:
    begun = shelf.begin()
    shelf.drop({"page:1"})
    assert not put(shelf, "a", "page:1", begun=begun)
    assert put(shelf, "b", "page:2", begun=begun)
    assert put(shelf, "a", "page:1")


def test_nothing_that_was_being_made_survives_a_clearing(shelf: Shelf) -> None:
    put(shelf, "b", "page:2")
    begun = shelf.begin()
    shelf.clear()
    assert not put(shelf, "a", "page:1", begun=begun)
    assert shelf.paths() == []


def test_a_page_beside_the_web_servers_own_files(shelf: Shelf) -> None:
    put(shelf, "a", "page:1", body=b"<p>whole</p>")
    folder = shelf.root / "testserver" / "a"
    assert sorted(file.name for file in folder.iterdir()) == ["index.html", "index.html.gz"]
    assert (folder / "index.html").read_bytes() == b"<p>whole</p>"
    shelf.drop({"page:1"})
    assert list(folder.iterdir()) == []


def test_an_answer_with_headers_of_its_own_is_no_file_for_the_web_server(shelf: Shelf) -> None:
    headers = {"Content-Type": "application/rss+xml", "X-Robots-Tag": "noindex"}
    shelf.put(key("rss"), headers=headers, body=b"<rss/>", tags=["page:1"], begun=shelf.begin())
    assert not (shelf.root / "testserver" / "rss" / "index.html").exists()
    entry = shelf.find(key("rss"))
    assert entry
    assert (dict(entry.headers), entry.body) == (headers, b"<rss/>")


def test_two_pages_of_one_second_and_one_length_have_two_etags(shelf: Shelf) -> None:
    etags = set()
    for text in (b"aaaa", b"bbbb", b"aaaa"):
        put(shelf, "a", "page:1", body=text)
        entry = shelf.find(key("a"))
        assert entry
        etags.add(entry.etag)
    assert len(etags) == 2


def test_the_longest_kept_pages_make_room(shelf: Shelf) -> None:
    for number in range(20):
        put(shelf, f"p{number:02}", "page:1")
    shelf.tidy(most=10)
    assert shelf.paths() == [f"testserver/p{number:02}/index.html" for number in range(11, 20)]


def test_a_change_is_applied_once_on_a_machine(shelf: Shelf) -> None:
    shelf.drop({"page:1"}, [7])
    assert shelf.unapplied([7, 8]) == [8]


def test_writers_and_droppers_at_once_leave_nothing_stale(shelf: Shelf) -> None:
    """Each writer keeps what it read; after the last drop nothing older than it may be found."""
    truth = {"version": 0}
    stop: list[bool] = []

    def write() -> None:
        own = Shelf(shelf.root)
        while not stop:
            begun = own.begin()
            own.put(key("a"), headers=None, body=str(truth["version"]).encode(), tags=["page:1"], begun=begun)

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    stale = []
    for version in range(1, 60):
        truth["version"] = version
        shelf.drop({"page:1"})
        found = body(shelf, "a")
        if found is not None and int(found) < version:
            stale.append((version, found))
    stop.append(True)
    for writer in writers:
        writer.join()
    assert stale == []


def test_a_folder_that_somebody_deleted_is_made_again(shelf: Shelf) -> None:
    put(shelf, "a", "page:1")
    shutil.rmtree(shelf.root)
    assert body(shelf, "a") is None
    assert put(shelf, "a", "page:1", begun=0)
    assert body(shelf, "a") == b"page"
