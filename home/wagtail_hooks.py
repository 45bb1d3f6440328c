"""Wagtail finds hooks here; each stands beside what it is about."""

from home import answers_desk  # noqa: F401 - its hooks make themselves known
from home.acts import desk as acts_desk  # noqa: F401 - the same
from home.preview_links import admin_urls, panel  # noqa: F401 - the same
from home.sessions import desk as sessions_desk  # noqa: F401 - the same
