class MessageResendError(Exception):
    """A message cannot be sent again; its text says why, in the language of the staff member."""
