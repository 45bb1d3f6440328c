"""What a careful colleague would say about a page before it goes out. It warns and never forbids."""
