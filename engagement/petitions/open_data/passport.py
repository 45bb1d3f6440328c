"""The passport of the data set: what each column holds."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXT, DATE, LINK = _("text"), _("date"), _("link")


class Field(NamedTuple):
    """A column as the passport explains it."""

    name: str
    kind: Promise
    meaning: Promise


FIELDS = {
    "petitions": (
        Field("uid", TEXT, _("Identifier: the day of publication and the number")),
        Field("kind", TEXT, _("Category; not kept here, so it is empty")),
        Field("title", TEXT, _("Title of the petition")),
        Field("url", LINK, _("The petition’s page with its whole text")),
        Field("text", TEXT, _("Name of a file with the text; empty, the text stands on the page")),
        Field("authorityName", TEXT, _("To whom the petition is addressed")),
        Field("authorityId", TEXT, _("Code of ЄДРПОУ of the authority")),
        Field("authorityCattutc", TEXT, _("Code of КАТОТТГ of the community")),
        Field("startDate", DATE, _("First day of collecting signatures")),
        Field("count", TEXT, _("Counted signatures")),
        Field("creator", TEXT, _("Surname, name, patronymic of the author")),
        Field("status", TEXT, _("Where the petition stands")),
        Field("answerDate", DATE, _("Day of the answer; empty until there is one")),
        Field("answerUrl", LINK, _("Page with the answer; empty until there is one")),
        Field("answerText", TEXT, _("Name of a file with the answer; empty, the answer stands on the page")),
    ),
    "votings": (
        Field("motionUid", TEXT, _("Identifier of the petition, as in petitions.csv")),
        Field("voterName", TEXT, _("Surname, name, patronymic of the signer")),
        Field("motionTitle", TEXT, _("Title of the petition")),
        Field("date", DATE, _("Day of signing")),
    ),
}
