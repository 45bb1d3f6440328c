"""Rights around polls, given to roles in ``community.accounts.roles``."""

CREATES_POLLS = "engagement.add_poll"
CLOSES_POLLS = "engagement.close_poll"
LOOKS_EARLY = "engagement.look_early_poll"
SEES_HELD_VOTES = "engagement.view_invalidation"
# About votes, held ones included.
DECIDES_ON_VOTES = "engagement.add_invalidation"
TAKES_DECISIONS_BACK = "engagement.change_invalidation"
# Who took part, and what was chosen once the promise lets anybody see it.
VIEWS_PARTICIPATION = "engagement.view_vote"
VIEWS_VOTES = "engagement.view_votechoice"
