from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from community.core.page_cache import answering
from community.core.page_cache.headers import plain_headers
from community.core.page_cache.shelf import Shelf, shelf
from tests.home.test_query_budgets import addresses  # noqa: F401 - a site with a page of every kind

Commit = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Iterator[Shelf]:
    """Pages are kept, in a folder of the test's own."""
    settings.PAGE_CACHE, settings.PAGE_CACHE_DIR = True, str(tmp_path / "pages")
    (tmp_path / "pages").mkdir()
    answering._own.clear()
    yield shelf()
    answering._own.clear()


@pytest.fixture
def transport_security(settings: Settings) -> Iterator[None]:
    """HSTS as in production; what every page says is remembered, and not for tests that come after."""
    settings.SECURE_HSTS_SECONDS = 3600
    plain_headers.cache_clear()
    yield
    plain_headers.cache_clear()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """``with commit():`` what is done in the block is committed at its end, and nothing that was done before."""

    @contextmanager
    def committed() -> Iterator[None]:
        # A test is one transaction; what the fixtures made belongs to others that ended long ago.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return committed
