class LinkClosedError(Exception):
    """The link no longer takes answers; the message says why, in words for its reader."""
