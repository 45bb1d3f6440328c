"""Votes that were counted before get what the public list shows of their receipts, and their mail domain."""

from django.db import migrations

from engagement.polls.vote_secrets import receipt_hash
from engagement.polls.voter_key import email_domain

CHUNK = 1000


def fill_in(apps, schema_editor):
    Vote = apps.get_model("engagement", "Vote")
    batch = []
    for vote in Vote.objects.only("pk", "poll_id", "receipt", "email").iterator(CHUNK):
        vote.receipt_hash = receipt_hash(poll_id=vote.poll_id, receipt=vote.receipt) if vote.receipt else None
        vote.domain = email_domain(vote.email) if vote.email else ""
        batch.append(vote)
        if len(batch) == CHUNK:
            Vote.objects.bulk_update(batch, ["receipt_hash", "domain"])
            batch = []
    Vote.objects.bulk_update(batch, ["receipt_hash", "domain"])


class Migration(migrations.Migration):
    dependencies = [("engagement", "0007_trusted_polls")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
