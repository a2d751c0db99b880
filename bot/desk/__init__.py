"""The web application of the insurer's staff: server-rendered pages with a little script."""
