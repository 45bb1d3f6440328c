"""Uploads in a private bucket. Loaded only where the settings name one: its packages are production's."""

from typing import Any

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class BucketStorage(S3Storage):
    """A bucket that nobody but the site may read, so that no address leads around the rules for documents.

    Pictures keep addresses of the site's own, which never expire: signed ones would do so in pages that are cached.
    """

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing of the environment but what the settings say; no upload ever replaces another."""
        return {**super().get_default_settings(), "file_overwrite": False, "default_acl": None}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address under which nginx and :func:`~community.core.media.views.picture_serve` know the file."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
