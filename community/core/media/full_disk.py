"""What an author is told when the server has no room for an upload."""

import errno
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

# No space left, a quota used up, a limit of the process.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full_disk(trouble: BaseException | None) -> bool:
    return isinstance(trouble, OSError) and trouble.errno in NO_ROOM


def full_disk_answer(request: HttpRequest) -> HttpResponse:
    """A page of its own; Wagtail's page for many files shows a line beside each, of an answer without an error."""
    if request.resolver_match and request.resolver_match.url_name == "add_multiple":
        words = _("The server has run out of room, so the file was not stored. Please tell the administrator.")
        return JsonResponse({"success": False, "error_message": words})
    return HttpResponse(render_to_string("507.html"), status=HTTPStatus.INSUFFICIENT_STORAGE)
