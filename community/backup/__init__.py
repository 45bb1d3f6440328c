"""The whole site in one file, and back: database and uploads; the keys apart. Part of the composition root."""
