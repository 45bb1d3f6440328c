"""Everything the desk can do, in the order of its buttons."""

from engagement.petitions.desk.action import PetitionAction
from engagement.petitions.desk.answering import AnswerAction, DeedAction, HearingsAction, StartReviewAction
from engagement.petitions.desk.moderation import (
    AssignAction,
    CloseAppealAction,
    NoteAction,
    PublishAction,
    RefuseAction,
)

ACTIONS: tuple[type[PetitionAction], ...] = (
    PublishAction,
    RefuseAction,
    StartReviewAction,
    AnswerAction,
    HearingsAction,
    DeedAction,
    CloseAppealAction,
    AssignAction,
    NoteAction,
)
