"""Forms with a file, read as they arrive: nothing is held in memory, and nothing is read that nobody wants."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

AROUND_A_FILE = 100_000
"""Bytes that a form may have besides its file."""
_MOST_FIELDS = 20
_LONGEST_FIELD = 10_000


class BadForm(Exception):
    """What was sent is no form, or not one of ours; one sentence that says what is wrong."""


@dataclass
class UploadedFile:
    """A file in a form; `fields` are those before it. Its content can be read once."""

    field: str
    name: str
    fields: dict[str, str]
    pieces: AsyncIterator[bytes]


@dataclass
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: str = ""
    file: str | None = None
    value: bytearray = field(default_factory=bytearray)


class FormReader:
    def __init__(self, request: Request, longest: int = _LONGEST_FIELD) -> None:
        """`longest`: bytes that a field may have."""
        self._longest = longest
        kind, options = parse_options_header(request.headers.get("Content-Type"))
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise BadForm("This needs a form of type multipart/form-data.")
        self._stream = request.stream()
        self._header = (b"", b"")
        self._part = _Part()
        self._events: deque[tuple[str, bytes]] = deque()
        try:
            self._parser = MultipartParser(
                options[b"boundary"],
                {
                    "on_part_begin": lambda: self._events.append(("begin", b"")),
                    "on_header_field": lambda data, start, end: self._events.append(
                        ("name", data[start:end])
                    ),
                    "on_header_value": lambda data, start, end: self._events.append(
                        ("value", data[start:end])
                    ),
                    "on_header_end": lambda: self._events.append(("header", b"")),
                    "on_headers_finished": lambda: self._events.append(("headers", b"")),
                    "on_part_data": lambda data, start, end: self._events.append(("data", data[start:end])),
                    "on_part_end": lambda: self._events.append(("end", b"")),
                    "on_end": lambda: self._events.append(("over", b"")),
                },
            )
        except FormParserError as error:
            raise BadForm("The form's boundary makes no sense.") from error

    async def file(self) -> UploadedFile:
        """The first file of the form, once it begins. Raises BadForm if there is none."""
        fields: dict[str, str] = {}
        while (event := await self._next()) is not None:
            self._take(*event)
            if event[0] == "headers" and self._part.file is not None:
                return UploadedFile(self._part.name, self._part.file, fields, self._pieces())
            if event[0] == "end":
                fields[self._part.name] = self._part.value.decode("utf-8", "replace")
            if len(fields) > _MOST_FIELDS or len(self._part.value) > self._longest:
                raise BadForm("The form has fields that nobody asked for.")
        raise BadForm("The form has no file.")

    async def _pieces(self) -> AsyncIterator[bytes]:
        while (event := await self._next()) is not None:
            if event[0] == "data":
                yield event[1]
            elif event[0] == "end":
                return
        raise BadForm("The file ended before its end.")

    async def _next(self) -> tuple[str, bytes] | None:
        while not self._events:
            chunk = await anext(self._stream, b"")
            try:
                # An empty one is the end of the request: of a whole form all events have come before it.
                if not chunk:
                    return None
                self._parser.write(chunk)
            except FormParserError as error:
                raise BadForm("The form makes no sense.") from error
        return self._events.popleft()

    def _take(self, what: str, data: bytes) -> None:
        """Note what an event says of the part that is read."""
        name, value = self._header
        match what:
            case "begin":
                self._part, self._header = _Part(), (b"", b"")
            case "name":
                self._header = (name + data, value)
            case "value":
                self._header = (name, value + data)
            case "header":
                self._part.headers[name.lower()], self._header = value, (b"", b"")
            case "headers":
                disposition = self._part.headers.get(b"content-disposition", b"").decode("latin-1")
                _, options = parse_options_header(disposition)
                self._part.name = options.get(b"name", b"").decode("utf-8", "replace")
                if b"filename" in options:
                    self._part.file = options[b"filename"].decode("utf-8", "replace")
            case "data":
                self._part.value += data
