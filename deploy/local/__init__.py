"""The production stack on one machine, without containers: ``python -m deploy.local`` and a context manager."""
