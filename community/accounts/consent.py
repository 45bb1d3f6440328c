"""What people agree to when they register. A changed text is another version, in a file of its own; old ones stay.

Who agreed to which is kept with the account, so that it can be shown what was promised.
"""

CURRENT = "2026-11"


def consent_template(version: str = CURRENT) -> str:
    """The text of a version; ``tests/accounts/test_consent.py`` holds each to what it was."""
    return f"accounts/consents/{version}.html"
