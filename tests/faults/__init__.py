"""Faults struck on purpose while people vote and sign: what was accepted is there, what is owed is sent.

Not in the ordinary run: ``python3 run.py test --faults``. What is promised: docs/features/faults.md.
"""
