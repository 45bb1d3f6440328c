"""Why a petition’s service refuses; each message is for the person who asked."""

from django.utils.functional import Promise


class PetitionRefusal(Exception):  # noqa: N818 - reads as what happened
    """Something that may not be done with a petition now, or not by this person, in words to show."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


class NotProven(PetitionRefusal):
    """The resident has not proven the e-mail address or the phone."""


class TooMany(PetitionRefusal):
    """The author has as many drafts as one may have, or has submitted as often as one may in a day."""


class NotSignable(PetitionRefusal):
    """The petition does not collect signatures, or not any more."""


class AlreadySigned(PetitionRefusal):
    """The person has signed, or the signature was annulled."""


class StepNotPossible(PetitionRefusal):
    """The petition is not in the state this step begins from; often somebody else was faster."""
