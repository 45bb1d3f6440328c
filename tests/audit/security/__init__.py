"""``python3 run.py audit --security``: headers, cookies, content policy and requests of the site as it is deployed."""
