"""Settings: ``base`` is secure by default, ``dev`` loosens it, ``production`` tightens it."""
