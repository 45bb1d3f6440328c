from engagement.models.pages import PollIndexPage
from engagement.models.poll import Poll, PollOption
from engagement.models.site_settings import EngagementSettings
from engagement.models.vote import Vote, VoteChoice

__all__ = ["EngagementSettings", "Poll", "PollIndexPage", "PollOption", "Vote", "VoteChoice"]
