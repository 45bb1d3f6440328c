"""Pages as a person reads them."""

import re
from html import unescape

from django.http.response import HttpResponseBase
from django.test import Client

from engagement.models import Petition


def text(response: HttpResponseBase) -> str:
    """The words of a page, without its markup."""
    content: bytes = response.content  # type: ignore[attr-defined]  # every page of ours is a whole one
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content.decode())).replace("\xa0", " ").split())


def address(petition: Petition, rest: str = "") -> str:
    return f"/petytsii/{petition.slug}/{rest}"


def sign_by_post(client: Client, petition: Petition) -> HttpResponseBase:
    return client.post(address(petition, "pidpys/"), {"eligible": "on"})


def own_address(petition: Petition, rest: str = "") -> str:
    return f"/petytsii/chernetka/{petition.reference}/{rest}"
