"""The way to a new petition: rules, title beside similar petitions, text."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import ngettext

from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther
from engagement.models import Petition, PetitionIndexPage, PetitionSettings, RefusalGround
from engagement.models.petition import TITLE_LENGTH
from engagement.petitions.exceptions import PetitionRefusal
from engagement.petitions.forms import DraftForm, TitleForm
from engagement.petitions.limits import similar_hit
from engagement.petitions.progress import petition_progress
from engagement.petitions.search import similar_petitions
from engagement.petitions.services.drafts import petition_draft_save
from engagement.petitions.views.author import author_of, for_author, typed_before, typed_forget
from engagement.responses import answer

# Seconds that caches may keep the similar petitions of a title.
SIMILAR_FRESH = 60


def rules(page: PetitionIndexPage, request: HttpRequest) -> HttpResponse:
    """What an author should know before writing; the same for everybody."""
    context = {"statute": PetitionSettings.load(), "grounds": RefusalGround.objects.filter(is_active=True)}
    return answer(page, request, "petitions/rules", context)


@for_author
def title(page: PetitionIndexPage, request: HttpRequest) -> HttpResponse:
    """The title first. With ``?title=`` what is already published about the same, if anything, else on to the text."""
    if "title" not in request.GET:
        return answer(page, request, "petitions/title", {"form": TitleForm()})
    form = TitleForm(request.GET)
    if not form.is_valid():
        return answer(page, request, "petitions/title", {"form": form}, status=422)
    similar = similar_petitions(form.cleaned_data["title"])
    text_url = f"{page.sub_url('petition_text', request)}?{urlencode(form.cleaned_data)}"
    if not similar:
        return SeeOther(text_url)
    return answer(page, request, "petitions/similar", {"form": form, "similar": similar, "text_url": text_url})


@for_author
def text(page: PetitionIndexPage, request: HttpRequest) -> HttpResponse:
    """The whole petition. POST saves a draft, which is then shown as it will look."""
    if request.method != "POST":
        typed = typed_before(request)
        form = DraftForm(initial=typed or {"title": request.GET.get("title", "")})
        return answer(page, request, "petitions/text", {"form": form, "kept": bool(typed)})
    form = DraftForm(request.POST)
    if form.is_valid():
        try:
            petition = petition_draft_save(author=author_of(request), **form.cleaned_data)
        except PetitionRefusal as refusal:
            form.add_error(None, str(refusal.message))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            typed_forget(request)
            return SeeOther(page.sub_url("own_petition", request, reference=petition.reference))
    return answer(page, request, "petitions/text", {"form": form}, status=422)


def similar(page: PetitionIndexPage, request: HttpRequest) -> HttpResponse:
    """What is published about ``?title=``, for the browser to show while the title is typed."""
    if not similar_hit(network_prefix(client_address(request))):
        response = JsonResponse({"summary": "", "petitions": []}, status=429)
        response["Retry-After"] = "60"
        return response
    found = similar_petitions(request.GET.get("title", "")[:TITLE_LENGTH].replace("\x00", ""))
    summary = ngettext(
        "%(count)d similar petition, it opens in a new tab",
        "%(count)d similar petitions, they open in a new tab",
        len(found),
    ) % {"count": len(found)}
    petitions = [_line(page, request, petition) for petition in found]
    response = JsonResponse({"summary": summary if found else "", "petitions": petitions})
    patch_cache_control(response, public=True, max_age=SIMILAR_FRESH)
    response["X-Robots-Tag"] = "noindex"
    return response


def _line(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> dict[str, str]:
    """A petition in one line of words, ready to show."""
    progress = petition_progress(petition)
    signatures = ngettext(
        "%(count)d signature of %(threshold)d needed", "%(count)d signatures of %(threshold)d needed", progress.valid
    ) % {"count": progress.valid, "threshold": progress.threshold}
    url = page.petition_url(petition.slug or "", request)
    return {"title": petition.title, "url": url, "state": str(progress.stage.label), "signatures": signatures}
