"""Somebody else's website: a server of its own, with pages and headers as a test wants them."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """Serves what was put there; another origin than the service."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[str, Mapping[str, str], bool]] = {}
        self._closing = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, headers, lasting = site._pages.get(self.path.partition("?")[0], ("", {}, False))
                self.send_response(200 if body else 404)
                for name, value in ({"Content-Type": "text/html; charset=utf-8"} | dict(headers)).items():
                    self.send_header(name, value)
                self.end_headers()
                # Who asked may have gone on to another page.
                with suppress(ConnectionError):
                    self.wfile.write(body.encode())
                    self.wfile.flush()
                    if lasting:
                        site._closing.wait()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def put(
        self, path: str, html: str, headers: Mapping[str, str] | None = None, *, lasting: bool = False
    ) -> str:
        """The address of a page; of one that lasts, the end never comes."""
        self._pages[path] = (html, headers or {}, lasting)
        return self.url + path

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()


def embedding(
    tag: str,
    *,
    head: str = "",
    body: str = "<h1>Linden Mutual</h1><p>Welcome.</p>",
    attributes: str = 'lang="en"',
) -> str:
    """A page of a host with the widget's tag at its end."""
    return (
        f"<!doctype html><html {attributes}><head><meta charset='utf-8'>"
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        f"<title>Linden Mutual</title>{head}</head><body>{body}{tag}</body></html>"
    )
