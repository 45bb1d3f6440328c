"""The log tells which page was refused and gives nobody a key to it."""

import logging

import pytest
from django.core import signing

from community.core.log_filters import LinkTokenFilter
from engagement.polls.vote_secrets import VoteSecrets


def confirmation_key() -> str:
    """As allauth signs it, with colons."""
    return signing.dumps(obj=7, salt="account")


def logged(path: str) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", path), None)
    assert LinkTokenFilter().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    "token", [*(VoteSecrets().token for _ in range(20)), "digzp0-9afc2e029d5aea8412254cc6296c7bcc", confirmation_key()]
)
def test_a_token_is_blotted_out_wherever_it_stands(token: str) -> None:
    assert logged(f"/opytuvannia/park/{token}/") == "Not Found: /opytuvannia/park/•••/"
    assert logged(f"/admin/{token}") == "Not Found: /admin/•••"


@pytest.mark.parametrize(
    "path",
    [
        "/opytuvannia/shcho-oblashtuvaty-v-parku-nad-yasnoiu-nasampered-2026/",
        "/opytuvannia/park/lyst/6f1c2f0e-4c1e-4a3e-9d0e-0a6f7b8c9d0e/",
        "/novyny/?page=2",
        "/favicon.ico",
    ],
)
def test_other_addresses_stay_readable(path: str) -> None:
    assert logged(path) == f"Not Found: {path}"
