"""Objects in kept files: the site wrote them itself, into a folder of its own."""

import logging
import pickle  # nosec B403 # of nobody else's making, as the first line says
from typing import Any

from community.core.page_cache.shelf import Entry

logger = logging.getLogger(__name__)


def packed(*objects: Any) -> bytes:
    return pickle.dumps(objects)


def unpacked(entry: Entry | None) -> tuple[Any, ...] | None:
    """A copy of what was packed; None where nothing is kept, or what a former release packed makes no sense now."""
    if entry is None:
        return None
    try:
        objects = pickle.loads(entry.body)  # noqa: S301 # nosec B301 # as the first line says
    except Exception:
        logger.warning("A kept object cannot be read and is made anew", exc_info=True)
        return None
    return objects if isinstance(objects, tuple) else None
