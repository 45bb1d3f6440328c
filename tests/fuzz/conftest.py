"""How long to try: a hundred texts for each parser everywhere, a hundred times as many when asked (``FUZZ=long``)."""

import os

from hypothesis import HealthCheck, settings

# In CI the same texts each time: what it finds can be found again.
settings.register_profile("short", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=10_000, deadline=None)
PROFILE = settings.get_profile("long" if os.environ.get("FUZZ") == "long" else "short")
# For tests that ask the site: a request takes as long as a hundred texts.
OF_THE_SITE = settings(
    PROFILE,
    max_examples=max(PROFILE.max_examples // 4, 25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
