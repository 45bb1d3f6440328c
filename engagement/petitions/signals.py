"""What happens to petitions, for whoever above wants to know."""

from django.dispatch import Signal

# Sent with ``petition`` in the transaction of the step, after its states have changed.
petition_stepped = Signal()
