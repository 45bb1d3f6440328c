import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.poll import Poll, PollOption


class VoteState(models.TextChoices):
    PENDING = "pending", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("counted")
    HELD = "held", _("held for review")


# A vote in one of these states is the one vote of its address.
CAST_STATES = (VoteState.CONFIRMED, VoteState.HELD)


class VoteQuerySet(models.QuerySet["Vote"]):
    """Votes by state."""

    def pending(self) -> "VoteQuerySet":
        return self.filter(state=VoteState.PENDING)

    def confirmed(self) -> "VoteQuerySet":
        """The votes that count in the results."""
        return self.filter(state=VoteState.CONFIRMED)

    def cast(self) -> "VoteQuerySet":
        """The votes whose letter was answered: counted or held."""
        return self.filter(state__in=CAST_STATES)


class Vote(models.Model):
    """One resident's vote. Several pending votes of one address may wait, each with its own letter; one is counted."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="votes", verbose_name=_("poll"))
    # Both empty once their retention ends; the count stays.
    voter_key = models.CharField(_("voter key"), max_length=64, null=True, editable=False)
    email = models.EmailField(_("e-mail"), null=True, editable=False)
    network = models.CharField(_("network"), max_length=64, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=VoteState, default=VoteState.PENDING)
    flag_reason = models.CharField(_("why it is held"), max_length=64, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, editable=False)
    code_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    expires_at = models.DateTimeField(_("link valid until"))
    created_at = models.DateTimeField(_("cast at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    receipt = models.CharField(_("receipt"), max_length=14, unique=True, null=True, blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["poll", "state"], name="vote_poll_state"),
            models.Index(fields=["expires_at"], name="vote_pending_expiry", condition=models.Q(state="pending")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "voter_key"],
                condition=models.Q(state__in=["confirmed", "held"]),
                name="vote_one_per_address",
            ),
            models.CheckConstraint(
                name="vote_confirmed_when_cast",
                condition=models.Q(state="pending", confirmed_at__isnull=True, receipt__isnull=True)
                | models.Q(state__in=["confirmed", "held"], confirmed_at__isnull=False, receipt__isnull=False),
            ),
            models.CheckConstraint(
                name="vote_held_for_a_reason",
                condition=~models.Q(state="held") | ~models.Q(flag_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_pending(self) -> bool:
        return self.state == VoteState.PENDING

    @property
    def is_held(self) -> bool:
        return self.state == VoteState.HELD


class VoteChoice(models.Model):
    """An answer chosen in a vote."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="choices")
    option = models.ForeignKey(PollOption, on_delete=models.PROTECT, related_name="choices")

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = [models.UniqueConstraint(fields=["vote", "option"], name="vote_choice_once")]

    def __str__(self) -> str:
        # Without the vote: an error about a choice is written to the log.
        return str(self.option)
