"""Petitions and polls: snippets that show themselves below their page of the tree."""

from wagtail.models import Page

from community.core.local_time import local_day
from engagement.models import Petition, PetitionIndexPage, Poll, PollIndexPage
from engagement.models.petition_states import Publication
from search.indexing import Indexable
from search.kinds import PETITIONS, POLLS
from search.sources.parts import searched_parts

PETITION, POLL = "petition", "poll"


def petition_indexable(petition: Petition, index: PetitionIndexPage | None = None) -> Indexable | None:
    """What is found of a published petition; ``index`` is the page it stands below, when already known."""
    index = index or PetitionIndexPage.objects.live().first()
    if not index or petition.publication != Publication.PUBLISHED or not petition.slug:
        return None
    return Indexable(
        source=PETITION,
        object_id=petition.pk,
        page_id=index.pk,
        tail=index.reverse_subpage("petition", kwargs={"slug": petition.slug}),
        kind=PETITIONS,
        title=petition.title,
        lead=str(petition.number or ""),
        body=petition.text,
        day=local_day(petition.published_at) if petition.published_at else None,
    )


def poll_indexable(poll: Poll, index: PollIndexPage | None = None) -> Indexable | None:
    """What is found of a published poll: the question, its explanation and the answers."""
    index = index or PollIndexPage.objects.live().first()
    if not index or not poll.live or not poll.slug:
        return None
    options = "\n".join(option.text for option in poll.options.all())
    return Indexable(
        source=POLL,
        object_id=poll.pk,
        page_id=index.pk,
        tail=index.reverse_subpage("poll", kwargs={"slug": poll.slug}),
        kind=POLLS,
        title=poll.question,
        body=f"{searched_parts(poll).body}\n{options}".strip(),
        day=local_day(poll.opens_at),
    )


def petitions_indexable(after: int, size: int) -> tuple[list[Indexable], int]:
    """The next ``size`` petitions after the key ``after``, and the key to go on from (0 at the end)."""
    index = PetitionIndexPage.objects.live().first()
    petitions = list(Petition.objects.filter(pk__gt=after).order_by("pk")[:size]) if index else []
    found = [item for petition in petitions if (item := petition_indexable(petition, index))]
    return found, petitions[-1].pk if petitions else 0


def polls_indexable(after: int, size: int) -> tuple[list[Indexable], int]:
    """The same for polls."""
    index = PollIndexPage.objects.live().first()
    polls = list(Poll.objects.filter(pk__gt=after).order_by("pk")[:size]) if index else []
    found = [item for poll in polls if (item := poll_indexable(poll, index))]
    return found, polls[-1].pk if polls else 0


def is_index(page: Page) -> bool:
    """Whether petitions or polls stand below this page."""
    return isinstance(page, PetitionIndexPage | PollIndexPage)
