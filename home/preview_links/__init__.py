"""Drafts shown to people without an account, and what these people answer."""
