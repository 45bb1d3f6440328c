"""How the words of a text and of a question are spelled, related and corrected."""
