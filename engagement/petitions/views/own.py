"""An author's own petitions: what became of them, edit, submit, take back, delete."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from community.core.responses import SeeOther
from engagement.models import Petition, PetitionIndexPage, PetitionSettings
from engagement.models.petition_states import Publication
from engagement.petitions.exceptions import PetitionRefusal, StepNotPossible
from engagement.petitions.forms import DraftForm, SubmitForm
from engagement.petitions.services.drafts import (
    petition_draft_delete,
    petition_draft_save,
    petition_submit,
    petition_take_back,
)
from engagement.petitions.views.author import (
    author_of,
    for_author,
    typed_before,
    typed_forget,
    with_own_petition,
)
from engagement.responses import answer

OWN_PER_PAGE = 20


@for_author
def own_petitions(page: PetitionIndexPage, request: HttpRequest) -> HttpResponse:
    """All of the author's petitions, the newest first."""
    own = Petition.objects.filter(author=author_of(request)).select_related("count", "ground").order_by("-pk")
    page_obj = Paginator(own, OWN_PER_PAGE).get_page(request.GET.get("page"))
    return answer(page, request, "petitions/own_list", {"page_obj": page_obj})


@with_own_petition
def own_petition(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The petition as it will look, and what its author can do with it now."""
    if petition.is_published:
        return SeeOther(page.petition_url(petition.slug or "", request))
    return _own_page(page, request, petition, SubmitForm(full_name=author_of(request).full_name))


@with_own_petition
def edit(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Write a draft anew."""
    if petition.publication != Publication.DRAFT:
        return _refused(page, request, petition)
    if request.method != "POST":
        typed = typed_before(request)
        form = DraftForm(initial={"title": petition.title, "text": petition.text, **typed})
        return answer(page, request, "petitions/text", {"form": form, "petition": petition, "kept": bool(typed)})
    form = DraftForm(request.POST)
    if form.is_valid():
        try:
            petition_draft_save(author=author_of(request), petition=petition, **form.cleaned_data)
        except StepNotPossible:
            return _refused(page, request, petition)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            typed_forget(request)
            return _to_own(page, request, petition)
    return answer(page, request, "petitions/text", {"form": form, "petition": petition}, status=422)


@with_own_petition
def submit(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Hand the draft in, with the consent to become public."""
    if request.method != "POST":
        return _to_own(page, request, petition)
    author = author_of(request)
    form = SubmitForm(request.POST, full_name=author.full_name)
    if petition.publication != Publication.DRAFT:
        return _refused(page, request, petition)
    if not form.is_valid():
        return _own_page(page, request, petition, form, status=422)
    try:
        petition_submit(petition=petition, author=author)
    except StepNotPossible:
        return _refused(page, request, petition)
    except PetitionRefusal as refusal:
        return _own_page(page, request, petition, form, error=str(refusal.message), status=429)
    return _to_own(page, request, petition)


@with_own_petition
def take_back(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Make a draft of it again; GET says what that means."""
    if petition.publication != Publication.SUBMITTED:
        return _refused(page, request, petition)
    if request.method != "POST":
        return answer(page, request, "petitions/take_back", {"petition": petition, "statute": PetitionSettings.load()})
    try:
        petition_take_back(petition=petition, author=author_of(request))
    except StepNotPossible:
        return _refused(page, request, petition)
    return SeeOther(page.sub_url("petition_edit", request, reference=petition.reference))


@with_own_petition
def delete(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Delete a draft, after having been asked."""
    if petition.publication != Publication.DRAFT:
        return _refused(page, request, petition)
    if request.method != "POST":
        return answer(page, request, "petitions/delete", {"petition": petition})
    try:
        petition_draft_delete(petition=petition, author=author_of(request))
    except StepNotPossible:
        return _refused(page, request, petition)
    return SeeOther(page.sub_url("own_petitions", request))


def _own_page(
    page: PetitionIndexPage,
    request: HttpRequest,
    petition: Petition,
    form: SubmitForm,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "petition": petition,
        "form": form,
        "error": error,
        "statute": PetitionSettings.load(),
        "author_name": petition.author_name or author_of(request).full_name,
    }
    return answer(page, request, "petitions/own", context, status=status)


def _refused(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The petition has moved on since the form was opened, or is gone."""
    by_now = Petition.objects.filter(pk=petition.pk).first()
    if by_now is None:
        return answer(page, request, "petitions/not_own", {}, status=404)
    return answer(page, request, "petitions/moved_on", {"petition": by_now}, status=409)


def _to_own(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    return SeeOther(page.sub_url("own_petition", request, reference=petition.reference))
