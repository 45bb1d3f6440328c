"""Wagtail finds hooks here; each stands beside what it is about and makes itself known by being imported."""

# ruff: noqa: F401 - see above
from home.acts import hooks as acts_hooks
from home.care import hooks as care_hooks
from home.emergency import hooks as emergency_hooks
from home.forms import hooks as forms_hooks
from home.preview_links import hooks as preview_hooks
from home.preview_links import panel
from home.sessions import hooks as sessions_hooks
