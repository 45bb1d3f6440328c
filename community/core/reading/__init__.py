"""How a reader wants the pages to look: chosen by a form, kept in one cookie, written by the server on every page."""
