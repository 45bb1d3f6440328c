from django.utils.translation import gettext_lazy as _

from community.core.retention import RetentionJob, register_retention
from engagement.petitions.services.retention import (
    networks_erase,
    networks_to_erase,
    petitions_pseudonymise,
    petitions_to_pseudonymise,
)
from engagement.polls.services.cancelling import unconfirmed_votes_purge, votes_outlived
from engagement.polls.services.retention import voters_forget

register_retention(
    RetentionJob(
        key="unconfirmed-votes-purge",
        title=_("Votes nobody confirmed"),
        due=lambda: votes_outlived().pending().count(),
        erase=unconfirmed_votes_purge,
    )
)
register_retention(
    RetentionJob(
        key="voters-retention",
        title=_("Addresses and networks of voters"),
        due=lambda: sum(line.votes for line in voters_forget(dry_run=True)),
        erase=lambda: sum(line.votes for line in voters_forget()),
    )
)
register_retention(
    RetentionJob(
        key="petition-networks",
        title=_("Networks of signatures"),
        due=lambda: networks_to_erase().count(),
        erase=networks_erase,
    )
)
register_retention(
    RetentionJob(
        key="petition-retention",
        title=_("Petitions whose names are removed"),
        due=lambda: petitions_to_pseudonymise().count(),
        erase=petitions_pseudonymise,
    )
)
