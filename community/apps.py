from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """The composition root as an app: its commands and its static files."""

    name = "community"
