"""What anybody may print or pass on: the poster, the QR code, the picture. The same for everybody."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from community.core.models import CommunitySettings
from community.core.pdf.qr import qr_svg
from community.core.responses import drawn_file, kept_an_hour
from engagement.models import Poll, PollIndexPage
from engagement.polls.addresses import short_link
from engagement.polls.papers.poster import picture_png, poster_pdf, when
from engagement.polls.views.of_address import with_poll
from engagement.polls.views.polls import poll_page
from engagement.responses import answer


@with_poll
def poster(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """The A4 poster of a poll that can still be voted in; there is nothing to invite to afterwards."""
    if poll.is_closed:
        return _nothing(page, request)
    sender, link = CommunitySettings.for_request(request), short_link(page, poll)
    return drawn_file(
        request,
        shown=_shown(poll, sender, link),
        draw=lambda: poster_pdf(poll, sender, link),
        content_type="application/pdf",
        file_name=f"plakat-{poll.pk}.pdf",
    )


@with_poll
def qr(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """The QR code of the poll's address, as a picture of any size."""
    if poll.is_closed:
        return _nothing(page, request)
    return kept_an_hour(HttpResponse(qr_svg(short_link(page, poll), poll.question), content_type="image/svg+xml"))


@with_poll
def picture(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """The question as a picture, for networks where somebody shares the poll."""
    sender = CommunitySettings.for_request(request)
    return drawn_file(
        request,
        shown=_shown(poll, sender, ""),
        draw=lambda: picture_png(poll, sender),
        content_type="image/png",
        file_name=f"opytuvannia-{poll.pk}.png",
    )


def short(page: PollIndexPage, request: HttpRequest, number: int) -> HttpResponseBase:
    """From the number, as it stands on paper, to the poll's page; what is not public is as if it were not there."""
    poll = Poll.objects.visible().filter(pk=number).first()
    if poll is None:
        # A poll of older days may have an address of digits alone.
        return poll_page(page, request, str(number))
    return HttpResponseRedirect(page.poll_url(poll.slug, request))


def _nothing(page: PollIndexPage, request: HttpRequest) -> HttpResponse:
    return answer(page, request, "poll_unknown", {}, status=404)


def _shown(poll: Poll, sender: CommunitySettings, link: str) -> str:
    """Whatever of a drawing may change."""
    return "|".join((poll.question, when(poll), sender.name, sender.brand_colour, link))
