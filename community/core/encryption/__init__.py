"""What stands in the database unreadable without a key that does not."""
