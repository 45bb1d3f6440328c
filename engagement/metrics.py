"""Numbers of votes and signatures that wait; none tells a result."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from community.core.health.registry import register_metrics
from engagement.models import Signature, Vote
from engagement.models.vote import VoteState


def metrics() -> Iterator[Metric]:
    """Each is found by an index of what waits, however many are counted already."""
    votes = GaugeMetricFamily("votes_waiting", "Votes not counted yet", labels=["state"])
    votes.add_metric(["pending"], Vote.objects.filter(state=VoteState.PENDING).count())
    yield votes
    due = Signature.objects.filter(recount_due=True).count()
    yield GaugeMetricFamily("signatures_to_recount", "Signatures that no count holds yet", value=due)


register_metrics(metrics)
