"""What happens to exports, for apps above that tell people."""

from django.dispatch import Signal

# Sent with ``job`` in the transaction that makes the file available.
export_ready = Signal()
