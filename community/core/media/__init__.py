"""What is checked and changed in a file before it is kept."""
