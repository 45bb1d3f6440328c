"""A page in another site's frame: what lets it stand there, and the code webmasters paste."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from community.core.headers.standard import Response, framed_anywhere

# The frame tells its height (static/community/js/embed_frame.js); only that frame is heard, and only from our host.
# Nothing is loaded for it, and without it the frame scrolls.
LISTENER = mark_safe(
    "<script>(function(f){addEventListener('message',function(e){"
    "if(e.source===f.contentWindow&&e.origin===new URL(f.src).origin&&e.data&&e.data.frameHeight>0&&"
    "e.data.frameHeight<10000)f.height=Math.ceil(e.data.frameHeight)})})"
    "(document.currentScript.previousElementSibling)</script>"
)


def framed(response: Response) -> Response:
    """Let any site show this answer in a frame; search engines are to find the page itself."""
    response["X-Robots-Tag"] = "noindex"
    return framed_anywhere(response)


def frame_html(*, src: str, title: str, height: int, width: int | str = "100%") -> SafeString:
    """The frame alone."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0"></iframe>',
        src,
        title,
        width,
        height,
    )


def embed_code(*, src: str, title: str, height: int) -> SafeString:
    """The frame and its listener: the frame is as high as what stands in it."""
    return frame_html(src=src, title=title, height=height) + LISTENER
