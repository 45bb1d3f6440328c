"""Tells whoever asked for a large export that it is there: who that is and which address is proven, accounts know."""

from typing import Any

from django.dispatch import receiver

from community.accounts.letters import site_link
from community.accounts.selectors import primary_email
from community.core.exports.signals import export_ready
from community.core.local_time import moment_text
from community.core.models import ExportJob
from community.messaging.models import Channel
from community.messaging.services import message_enqueue


@receiver(export_ready)
def export_letter_enqueue(sender: Any, job: ExportJob, **kwargs: Any) -> None:
    """Queue the letter with the file, in one transaction. Its link opens nothing without signing in."""
    email = primary_email(job.user)
    if not email:
        return
    message_enqueue(
        channel=Channel.EMAIL,
        template="export_ready",
        recipient=email,
        context={
            "title": job.title,
            "query": job.query,
            "rows": job.rows,
            "kept_until": moment_text(job.expires_at),
            "link": site_link("exports:index"),
        },
        about=str(job.pk),
    )
