"""A worker that works when told to, and a count of what was encoded."""

from typing import Any

import pytest
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from community.core import tasks
from tests.core.pictures.builders import Publish, Worker


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formats in which a picture was encoded since the test began, or since it emptied the list."""
    formats: list[str] = []
    save = Image.Image.save

    def counted(self: Image.Image, file: Any, format: str | None = None, **options: Any) -> None:  # noqa: A002 - Pillow's name
        formats.append(str(format))
        save(self, file, format, **options)

    monkeypatch.setattr(Image.Image, "save", counted)
    return formats


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """Does what was queued when told to, one after another, as a worker does."""
    queue = Worker()
    monkeypatch.setattr(tasks, "renditions_queue", queue.put)
    return queue


@pytest.fixture
def publish(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Publish:
    def publish_page(page: Page) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish_page
