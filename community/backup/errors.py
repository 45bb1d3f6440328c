class BackupError(Exception):
    """Something an administrator can read and mend; nothing was changed, unless the text says so."""
