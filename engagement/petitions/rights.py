"""Rights around petitions, given to roles in ``community.accounts.roles``."""

# Nobody edits a petition: whoever may change one moderates it.
MODERATES = "engagement.change_petition"
# Publishes the answer in the name of the head.
ANSWERS = "engagement.answer_petition"
VIEWS_ANNULMENTS = "engagement.view_annulment"
PROPOSES_ANNULMENTS = "engagement.propose_annulment"
CONSENTS_TO_ANNULMENTS = "engagement.consent_annulment"
# Documents with people’s names.
MAKES_PAPERS = "engagement.add_petitionpaper"
READS_PAPERS = "engagement.view_petitionpaper"
