"""The one place that reads the environment, so that what is missing is named in one message."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()


def require(*names: str) -> None:
    """Refuse to start, naming every variable of ``names`` that is unset or empty."""
    missing = [name for name in names if not env.str(name, default="").strip()]
    if missing:
        raise ImproperlyConfigured(f"Set these environment variables: {', '.join(missing)}.")
