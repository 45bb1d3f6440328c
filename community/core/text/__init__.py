"""Tools for Ukrainian text."""
