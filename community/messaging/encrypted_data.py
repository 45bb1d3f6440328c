"""Codes and links that wait to be sent are made anew under the current key with everything else."""

from community.core.encryption.rotation import register_field
from community.messaging.models import Message

register_field(Message, "secrets")
