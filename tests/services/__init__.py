"""Real parts the tests start for themselves: Redis, a mail server, the site's own processes."""
