"""Rights around what is read of polls, given to roles in ``community.accounts.roles``."""

VIEWS_PARTICIPATION = "engagement.view_vote"
VIEWS_VOTES = "engagement.view_votechoice"
