"""An application without Django: how many requests the server and the load generator can do at most."""


def application(environ, start_response):
    """Answers three bytes to everything."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "3")])
    return [b"ok\n"]
