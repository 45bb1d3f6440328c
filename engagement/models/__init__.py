from engagement.models.annulment import Annulment, AnnulmentObjection
from engagement.models.invalidation import Invalidation
from engagement.models.open_data import OpenDataFile, OpenDataPart
from engagement.models.pages import PetitionIndexPage, PollIndexPage
from engagement.models.petition import Petition
from engagement.models.petition_answer import PetitionAnswer, PetitionDeed
from engagement.models.petition_journal import PetitionEvent, PetitionMilestone, PetitionNote
from engagement.models.petition_paper import PetitionPaper
from engagement.models.petition_settings import PetitionSettings
from engagement.models.poll import Poll, PollOption
from engagement.models.poll_journal import PollDay, PollEvent, PollSeal
from engagement.models.refusal_ground import RefusalGround
from engagement.models.signature import Signature, SignatureCount
from engagement.models.site_settings import EngagementSettings
from engagement.models.vote import Vote, VoteChoice
from engagement.models.voting_guard import VotingGuard

__all__ = [
    "Annulment",
    "AnnulmentObjection",
    "EngagementSettings",
    "Invalidation",
    "OpenDataFile",
    "OpenDataPart",
    "Petition",
    "PetitionAnswer",
    "PetitionDeed",
    "PetitionEvent",
    "PetitionIndexPage",
    "PetitionMilestone",
    "PetitionNote",
    "PetitionPaper",
    "PetitionSettings",
    "Poll",
    "PollDay",
    "PollEvent",
    "PollIndexPage",
    "PollOption",
    "PollSeal",
    "RefusalGround",
    "Signature",
    "SignatureCount",
    "Vote",
    "VoteChoice",
    "VotingGuard",
]
