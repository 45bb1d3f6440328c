from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from engagement.models import Petition, RefusalGround
from engagement.petitions import paper_admin  # noqa: F401 - its hooks make themselves known
from engagement.petitions.annulment_desk.viewset import AnnulmentDesk
from engagement.petitions.desk.policy import PetitionPolicy
from engagement.petitions.desk.viewset import PetitionsGroup
from engagement.petitions.registers import PetitionRegisters
from engagement.polls.desk import deleting, log_actions, report  # noqa: F401 - their hooks make themselves known
from engagement.polls.desk.held_votes import HeldVotesDesk
from engagement.polls.desk.viewset import PollViewSet
from engagement.polls.registers import VotingRegisters


@hooks.register("register_admin_viewset")
def register_held_votes_desk() -> HeldVotesDesk:
    return HeldVotesDesk()


@hooks.register("register_admin_viewset")
def register_annulment_desk() -> AnnulmentDesk:
    return AnnulmentDesk()


@hooks.register("before_delete_snippet")
def refuse_to_delete_used_grounds(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """A ground with refusals cannot go, in the list and on its own screen alike."""
    grounds = [ground.pk for ground in instances if isinstance(ground, RefusalGround)]
    if not Petition.objects.filter(ground__in=grounds).exists():
        return None
    messages.error(
        request,
        _("Petitions were refused on this ground, so it cannot be deleted. Untick “may be chosen” to retire it."),
    )
    return redirect("wagtailsnippets_engagement_refusalground:list")


register_permission_policy(Petition, PetitionPolicy(Petition))
register_snippet(PollViewSet)
register_snippet(PetitionsGroup)
modeladmin_register(PetitionRegisters)
modeladmin_register(VotingRegisters)
