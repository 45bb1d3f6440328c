"""What a page tells programs about itself, in the words of schema.org and as JSON-LD.

It is data, not a script: no browser runs it. A page type says what it is in ``structured_data``.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from community.core.models import CommunitySettings
from community.core.navigation import Crumb

CONTEXT = "https://schema.org"
Data = dict[str, Any]
# Nothing typed by an editor may end the element that holds the data; Django's json_script escapes the same three.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def ld_json(data: Data) -> SafeString:
    """``data`` as it may stand inside a ``script`` element."""
    # Safe: everything that HTML would read is escaped.
    return mark_safe(json.dumps({"@context": CONTEXT, **data}, ensure_ascii=False).translate(UNSAFE))  # noqa: S308 - escaped by UNSAFE


def said(data: Data) -> Data:
    """``data`` without what is empty: a property that says nothing is left out."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def publisher_data(community: CommunitySettings) -> Data:
    """The community as whoever publishes or organises something."""
    return {"@type": "GovernmentOrganization", "name": community.name, "url": settings.SITE_URL}


def organisation_data(community: CommunitySettings, logo: str) -> Data:
    """The community itself, for its home page."""
    return said(
        {
            **publisher_data(community),
            "logo": logo,
            "address": _address(community),
            "telephone": community.phone,
            "email": community.email,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("ЄДРПОУ", community.edrpou), ("КАТОТТГ", community.katottg))
                if value
            ],
            "areaServed": said({"@type": "AdministrativeArea", "name": community.name}),
            "sameAs": [link.url for link in community.social_links],
        }
    )


def _address(community: CommunitySettings) -> Data | str:
    if not community.address:
        return ""
    return said(
        {
            "@type": "PostalAddress",
            "streetAddress": community.address,
            "addressRegion": community.oblast,
            "addressCountry": "UA",
        }
    )


def breadcrumbs_data(crumbs: Sequence[Crumb], title: str, url: str) -> Data:
    """The way from the home page to the page shown, the page included."""
    steps = [*((crumb.title, crumb.url) for crumb in crumbs), (title, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": urljoin(settings.SITE_URL, address)}
            for place, (name, address) in enumerate(steps, start=1)
        ],
    }
