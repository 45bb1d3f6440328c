from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from community.accounts.letters import site_link
from community.accounts.models import User
from community.accounts.selectors import primary_email
from community.core.local_time import moment_text
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from home.models.preview_link import DEFAULT_DAYS, PreviewAnswer, PreviewLink, Verdict
from home.preview_links.exceptions import LinkClosedError
from home.preview_links.tokens import token_hash, token_make

# Of one link: it is for a few people, and a draft needs no more.
ANSWERS_AT_MOST = 100


@transaction.atomic
def preview_link_create(
    *, page: Page, actor: User, note: str = "", days: int = DEFAULT_DAYS
) -> tuple[PreviewLink, str]:
    """Make a link to the draft of ``page`` and return it with its token, which is shown once and not kept."""
    token, now = token_make(), timezone.now()
    link = PreviewLink(
        page=page,
        token_hash=token_hash(token),
        note=note,
        created_by=actor,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    link.full_clean()
    link.save(force_insert=True)
    log(instance=page.specific, action="home.preview_link", user=actor)
    return link, token


@transaction.atomic
def preview_link_revoke(*, link: PreviewLink, actor: User) -> None:
    """Let the link open nothing any more; the answers it brought stay. A second call changes nothing."""
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        log(instance=link.page.specific, action="home.preview_link_revoke", user=actor)


@transaction.atomic
def preview_answer_add(
    *, link: PreviewLink, name: str, verdict: Verdict, text: str, version_at: datetime
) -> PreviewAnswer:
    """Keep what a reader says and tell whoever made the link. Raises ``LinkClosedError``."""
    link = PreviewLink.objects.select_for_update(of=("self",)).select_related("page", "created_by").get(pk=link.pk)
    if not link.is_open:
        raise LinkClosedError(_("The link was closed while you were writing. Please tell the author in another way."))
    if link.answers.count() >= ANSWERS_AT_MOST:
        raise LinkClosedError(_("This link has brought too many answers already. Tell the author in another way."))
    answer = PreviewAnswer(link=link, name=name, verdict=verdict, text=text, version_at=version_at)
    answer.full_clean()
    answer.save(force_insert=True)
    _author_tell(link, answer)
    return answer


def preview_links_purge() -> int:
    """Forget links long closed, with the names of those who answered; return how many."""
    outlived = PreviewLink.objects.outlived()
    count = outlived.count()
    outlived.delete()
    return count


def _author_tell(link: PreviewLink, answer: PreviewAnswer) -> None:
    author = link.created_by
    # Staff sign in with an address that an administrator vouches for.
    email = (primary_email(author) or author.email) if author else ""
    if not email:
        return
    message_enqueue(
        channel=Channel.EMAIL,
        template="preview_answered",
        recipient=email,
        context={
            "title": link.page.draft_title or link.page.title,
            "name": answer.name,
            "agreed": answer.verdict == Verdict.AGREED,
            "text": answer.text,
            "version_at": moment_text(answer.version_at),
            "link": site_link("preview_links", str(link.page_id)),
        },
        about=f"preview-link-{link.pk}",
    )


def preview_link_address(token: str) -> str:
    """The whole address that ``token`` opens."""
    return site_link("preview_link", token)


def preview_links_path(page: Page) -> str:
    """Where the author makes and takes back the links of ``page``."""
    return reverse("preview_links", args=[page.pk])
