"""Signatures and votes as they come on a busy day, on the production stack of one machine."""
