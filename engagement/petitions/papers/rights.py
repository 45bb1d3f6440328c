"""Who may make and who may read documents with people’s names; given to roles in ``community.accounts.roles``."""

MAKES = "engagement.add_petitionpaper"
READS = "engagement.view_petitionpaper"
