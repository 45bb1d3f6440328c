"""A full disk: no half of a file stays, the author is told in words, kept pages are never older than they may be."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from community.core.media.storage import WholeFileStorage
from community.core.page_cache.shelf import Shelf
from tests.core.conftest import picture_bytes
from tests.core.page_cache.test_shelf import body, put

FULL = OSError(errno.ENOSPC, "No space left on device")


class TornFile(ContentFile):
    """The disk has room for its first piece."""

    def chunks(self, chunk_size: int | None = None) -> Any:
        yield b"first"
        raise FULL


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> NoReturn:
        raise FULL

    monkeypatch.setattr(WholeFileStorage, "_save", refuse)


@pytest.fixture
def author(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("author", password="kalyna-berizka"))
    return client


def test_half_of_a_file_does_not_stay(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(OSError, match="No space left"):
        storage.save("ploshcha.png", TornFile(b"first and second"))
    assert list(tmp_path.iterdir()) == []


def test_it_is_the_storage_of_uploads(settings: Settings) -> None:
    assert isinstance(storages["default"], WholeFileStorage)


@pytest.mark.usefixtures("no_room")
def test_the_form_answers_with_a_page_that_says_what_to_do(author: Client) -> None:
    data = {"title": "Площа", "collection": 1, "file": SimpleUploadedFile("ploshcha.jpg", picture_bytes())}
    answer = author.post(reverse("wagtailimages:add"), data)
    assert answer.status_code == 507
    assert "На сервері закінчилося місце" in answer.content.decode()


@pytest.mark.usefixtures("no_room")
def test_the_page_for_many_files_says_so_beside_the_file(author: Client) -> None:
    data = {"title": "Площа", "collection": 1, "files[]": SimpleUploadedFile("ploshcha.jpg", picture_bytes())}
    answer = author.post(reverse("wagtailimages:add_multiple"), data, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {
        "success": False,
        "error_message": "На сервері закінчилося місце, тому файл не збережено. Повідомте адміністратора.",
    }


def test_pages_go_even_where_their_index_cannot_be_written(
    tmp_path: Path, break_index: Callable[[Shelf], None]
) -> None:
    shelf = Shelf(tmp_path / "pages")
    put(shelf, "a", "page:1")
    break_index(shelf)
    shelf.clear()
    assert body(shelf, "a") is None


@pytest.fixture
def break_index(monkeypatch: pytest.MonkeyPatch) -> Callable[[Shelf], None]:
    """As SQLite is where nothing can be written."""

    def broken(shelf: Shelf) -> None:
        index = shelf.root / "index.sqlite3"
        for file in shelf.root.glob("index.sqlite3*"):
            file.unlink()
        index.mkdir()

    return broken
