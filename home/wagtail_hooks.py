"""Wagtail finds hooks here; each stands beside what it is about."""

from home import form_hooks  # noqa: F401 - its hooks make themselves known
from home.acts import hooks as acts_hooks  # noqa: F401 - the same
from home.care import hooks as care_hooks  # noqa: F401 - the same
from home.emergency import hooks as emergency_hooks  # noqa: F401 - the same
from home.preview_links import hooks as preview_hooks  # noqa: F401 - the same
from home.preview_links import panel  # noqa: F401 - the same
from home.sessions import hooks as sessions_hooks  # noqa: F401 - the same
