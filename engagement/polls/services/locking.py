from engagement.models import Poll


def poll_lock(poll: Poll) -> Poll:
    """``poll`` as it is stored, locked until the transaction ends.

    Decisions about one poll, its early close and its seals go one after another, each judged by what the former left.
    Voting does not wait: this is not the lock that a vote's foreign key asks for.
    """
    return Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
