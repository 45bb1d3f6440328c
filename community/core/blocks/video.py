import re
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue, URLBlock

from community.core.blocks.media import PictureBlock

# Where the players come from; what frames of a page may load besides the site's own.
PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
_YOUTUBE_HOSTS = {"youtube.com", "youtube-nocookie.com"}
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([^/]+)/?")
_VIMEO_PATH = re.compile(r"/(?:video/)?([0-9]{6,12})(?:/([0-9a-f]{8,12}))?/?")


class Video(NamedTuple):
    """A video on a platform: where a person watches it, and the player that asks for no cookie."""

    platform: str
    watch_url: str
    player_url: str


def _youtube(identifier: str) -> Video | None:
    if not _YOUTUBE_ID.fullmatch(identifier):
        return None
    return Video(
        "YouTube",
        f"https://www.youtube.com/watch?v={identifier}",
        f"https://www.youtube-nocookie.com/embed/{identifier}?autoplay=1",
    )


def _vimeo(path: str) -> Video | None:
    match = _VIMEO_PATH.fullmatch(path)
    if not match:
        return None
    identifier, secret = match.groups()
    watch = f"https://vimeo.com/{identifier}" + (f"/{secret}" if secret else "")
    player = f"https://player.vimeo.com/video/{identifier}?dnt=1&autoplay=1" + (f"&h={secret}" if secret else "")
    return Video("Vimeo", watch, player)


def video_from_url(url: str) -> Video | None:
    """Read a YouTube or Vimeo address; addresses are built anew from the identifier, so nothing else gets through."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    if host == "youtu.be":
        return _youtube(parts.path.strip("/"))
    if host in _YOUTUBE_HOSTS:
        in_path = _YOUTUBE_PATH.fullmatch(parts.path)
        return _youtube(in_path[1] if in_path else parse_qs(parts.query).get("v", [""])[0])
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts.path)
    return None


class VideoAddressBlock(URLBlock):
    """The address of a video on a platform whose player the site knows."""

    def clean(self, value: Any) -> Any:
        url = super().clean(value)
        if url and video_from_url(url) is None:
            raise ValidationError(
                _("This is not an address of one video on YouTube or Vimeo. Copy it from the page of the video."),
                code="video_host",
            )
        return url


class VideoValue(StructValue):
    """What the template asks of a video block."""

    @property
    def video(self) -> Video | None:
        return video_from_url(self.get("url") or "")


class VideoBlock(StructBlock):
    """A link to a video that turns into a player after a click; until then nobody else learns of the visit."""

    url = VideoAddressBlock(label=_("Address of the video"), help_text=_("YouTube or Vimeo."))
    title = CharBlock(label=_("What is in the video"), max_length=200)
    poster = PictureBlock(
        label=_("Picture before the video starts"),
        required=False,
        help_text=_("From our own library; without it the site draws a plain one."),
    )

    class Meta:
        icon = "media"
        group = _("Pictures and video")
        label = _("Video")
        description = _("A video from YouTube or Vimeo that loads only after a click.")
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://www.youtube.com/watch?v=M7lc1UVf-VE",
            "title": _("Session of the council, 24 September"),
            "poster": None,
        }
