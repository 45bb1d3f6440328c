"""Whole pages kept as files: answered before Django, and dropped by exactly what changed on them (ADR 0030)."""
