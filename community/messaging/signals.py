"""What happens to messages, for apps above that keep count of theirs."""

from django.dispatch import Signal

# Sent with ``message`` once a channel took it, which may be twice after a crash.
message_sent = Signal()
