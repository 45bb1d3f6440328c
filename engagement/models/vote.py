import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.models.poll import Poll, PollOption


class VoteState(models.TextChoices):
    PENDING = "pending", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("counted")
    HELD = "held", _("held for review")
    INVALIDATED = "invalidated", _("not counted: the rules were broken")
    CANCELLED = "cancelled", _("taken back by the voter")


class FlagReason(models.TextChoices):
    """Why a vote waits for review. Kept as it was when the vote was sent, whatever the settings say later."""

    UNPROVEN = "many-votes-no-captcha", _("many votes from one network, none of them past the check for robots")
    NETWORK_BURST = "network-burst", _("many votes from one network in a minute")
    NETWORK_SUSTAINED = "network-sustained", _("many votes from one network in an hour")
    POLL_BURST = "poll-burst", _("more votes in the poll in a minute than people can cast")
    POLL_SUSTAINED = "poll-sustained", _("more votes in the poll in an hour than people can cast")
    BLOCKED_NETWORK = "blocked-network", _("the network is on the list")
    BLOCKED_DOMAIN = "blocked-domain", _("the mail domain is on the list")
    DISPOSABLE_DOMAIN = "disposable-domain", _("a mailbox for one use")


# A vote in one of these states counts or may still count.
CAST_STATES = (VoteState.CONFIRMED, VoteState.HELD)
# A vote in one of these states is the one vote of its address: an invalidated one is not cast anew.
SETTLED_STATES = (*CAST_STATES, VoteState.INVALIDATED)


class VoteQuerySet(models.QuerySet["Vote"]):
    """Votes by state."""

    def pending(self) -> "VoteQuerySet":
        return self.filter(state=VoteState.PENDING)

    def in_open_polls(self, **rules: bool) -> "VoteQuerySet":
        """Votes of polls that are open by the database's rows now, and have ``rules``.

        Without a join: PostgreSQL asks a conditional UPDATE its condition again after waiting for another one, but not
        what Django puts into a subquery on the votes themselves for a join's sake.
        """
        polls = Poll.objects.filter(pk=models.OuterRef("poll"), closes_at__gt=timezone.now(), **rules)
        return self.filter(models.Exists(polls))

    def confirmed(self) -> "VoteQuerySet":
        """The votes that count in the results."""
        return self.filter(state=VoteState.CONFIRMED)

    def cast(self) -> "VoteQuerySet":
        """The votes whose letter was answered, counted or held."""
        return self.filter(state__in=CAST_STATES)

    def held(self) -> "VoteQuerySet":
        return self.filter(state=VoteState.HELD)

    def settled(self) -> "VoteQuerySet":
        """The votes that use up their address: counted, held, invalidated."""
        return self.filter(state__in=SETTLED_STATES)


class Vote(models.Model):
    """One resident's vote. Several pending votes of one address may wait, each with its own letter; one is counted."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="votes", verbose_name=_("poll"))
    # Both empty once their retention ends; the count stays.
    voter_key = models.CharField(_("voter key"), max_length=64, null=True, editable=False)
    email = models.EmailField(_("e-mail"), null=True, editable=False)
    network = models.CharField(_("network"), max_length=64, blank=True, editable=False)
    # The part of the canonical address after the @.
    domain = models.CharField(_("mail domain"), max_length=255, blank=True, editable=False)
    settlement = models.CharField(_("settlement"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=11, choices=VoteState, default=VoteState.PENDING)
    flag_reason = models.CharField(_("why it is held"), max_length=64, blank=True, choices=FlagReason)
    invalidation = models.ForeignKey(
        "engagement.Invalidation",
        verbose_name=_("invalidation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="votes",
        editable=False,
    )
    # What an undone invalidation gives back.
    invalidated_from = models.CharField(max_length=11, choices=VoteState, blank=True, editable=False)
    # Letters about this vote that the mail server took.
    letters_sent = models.PositiveSmallIntegerField(_("letters sent"), default=0, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, editable=False)
    code_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    expires_at = models.DateTimeField(_("link valid until"))
    created_at = models.DateTimeField(_("cast at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    receipt = models.CharField(_("receipt"), max_length=14, unique=True, null=True, blank=True)
    # What the public list shows of the receipt.
    receipt_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["poll", "state"], name="vote_poll_state"),
            # The public list and the digest of receipts, in their order.
            models.Index(fields=["poll", "receipt_hash"], name="vote_poll_receipt"),
            models.Index(fields=["expires_at"], name="vote_pending_expiry", condition=models.Q(state="pending")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "voter_key"],
                condition=models.Q(state__in=["confirmed", "held", "invalidated"]),
                name="vote_one_per_address",
            ),
            models.CheckConstraint(name="vote_state_known", condition=models.Q(state__in=VoteState.values)),
            models.CheckConstraint(
                name="vote_confirmed_when_cast",
                condition=models.Q(
                    state="pending", confirmed_at__isnull=True, receipt__isnull=True, receipt_hash__isnull=True
                )
                | (
                    ~models.Q(state="pending")
                    & models.Q(confirmed_at__isnull=False, receipt__isnull=False, receipt_hash__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="vote_held_for_a_reason",
                condition=~models.Q(state="held") | ~models.Q(flag_reason=""),
            ),
            models.CheckConstraint(
                name="vote_invalidated_by_a_decision",
                condition=models.Q(
                    state="invalidated", invalidation__isnull=False, invalidated_from__in=["confirmed", "held"]
                )
                | (~models.Q(state="invalidated") & models.Q(invalidation__isnull=True, invalidated_from="")),
            ),
            models.CheckConstraint(
                name="vote_cancelled_at_a_time",
                condition=models.Q(state="cancelled", cancelled_at__isnull=False)
                | (~models.Q(state="cancelled") & models.Q(cancelled_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_pending(self) -> bool:
        return self.state == VoteState.PENDING

    @property
    def is_settled(self) -> bool:
        """Whether it is the one vote of its address."""
        return self.state in SETTLED_STATES

    @property
    def is_cancelled(self) -> bool:
        return self.state == VoteState.CANCELLED


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
