"""Letters about petitions are switched off by the link at their foot, without logging in."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt

from community.accounts.letters import unsubscriber
from community.accounts.services import letters_unsubscribe


# Mail programs post here by themselves (RFC 8058), with no cookie and no token but the one in the address.
@csrf_exempt
def unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET shows, since mail scanners open links; POST switches off, once or many times."""
    user = unsubscriber(token)
    if user and request.method == "POST":
        letters_unsubscribe(user=user)
        user.wants_letters = False
    context = {"known": user is not None, "is_off": user is not None and not user.wants_letters}
    return TemplateResponse(request, "accounts/unsubscribe.html", context, status=200 if user else 410)
