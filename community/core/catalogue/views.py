from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from community.core.catalogue.blocks import ShownBlock, shown_blocks
from community.core.catalogue.samples import SAMPLES, component_names, piece_names, sample_context
from community.core.catalogue.tokens import palettes, scale
from community.core.models import CommunitySettings


class Sample(NamedTuple):
    """A part of pages and the template that shows it."""

    name: str
    template: str


class BlockSample(NamedTuple):
    """A block as it looks."""

    shown: ShownBlock
    html: str

    @property
    def is_list_item(self) -> bool:
        """Whether its page puts a list around it."""
        return self.html.lstrip().startswith("<li")


@require_safe
@conditional_page
def design_system(request: HttpRequest) -> HttpResponse:
    """Everything pages are made of, on one page. The same for everybody: caches keep it and ask whether it changed."""
    site = Site.find_for_request(request)
    context = {
        "palettes": palettes(CommunitySettings.for_request(request).brand_colour),
        "type_steps": scale("text"),
        "space_steps": scale("space"),
        "components": _samples(component_names()),
        "pieces": _samples(piece_names()),
        "blocks": [BlockSample(shown, shown.html(request)) for shown in shown_blocks()],
        "front_page": site.root_page.specific if site else None,
        **sample_context(),
    }
    response = render(request, "catalogue/page.html", context)
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _samples(names: list[str]) -> list[Sample]:
    return [Sample(name, f"{SAMPLES}/{name}.html") for name in names]
