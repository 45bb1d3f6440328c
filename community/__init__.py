"""The project package: settings, addresses, the Celery app, and the foundation apps."""

from community.celery import app as celery_app

__all__ = ["celery_app"]
