"""Files of plain text: notes, tables, logs and mails are taken; web pages and scripts are not."""

import codecs
import re
from pathlib import Path

from bot.documents.model import Kind, Refusal, Refused
from bot.documents.ports import Content

_PIECE = 1024 * 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NEVER = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
"""Control characters that no text has in any encoding of bytes; escape colours the logs of terminals."""

_BEFORE = re.compile(
    rb"\s+|<!--.*?-->|<\?xml[^>]*>|<!doctype(?!\s+(?:html|svg))[^>\[]*(?:\[[^\]]*\])?\s*>", re.I | re.S
)
"""What may stand before the tag that decides."""
_PAGE = re.compile(
    rb"<(?:!doctype\s+(?:html|svg)|\?php|(?:\w+:)?(?:html|head|body|script|iframe|svg|style|title|img|object|embed|meta|link|"
    rb"stylesheet|a|b|p|br|div|table|h1|font)[\s/>])",
    re.I,
)
_HEADER = re.compile(
    rb"^(received|return-path|delivered-to|from|to|cc|date|subject|message-id|mime-version|reply-to|sender|"
    rb"content-type|x-[\w-]+|authentication-results|dkim-signature|arc-[\w-]+)\s?:",
    re.IGNORECASE,
)
_OTHER_HEADER = re.compile(rb"[\w-]+:")
_MARKS_OF_A_MAIL = {b"from", b"to", b"date", b"subject", b"message-id", b"received", b"mime-version"}
_RTF_OBJECT = re.compile(rb"\\obj(?:data|ect|update|ocx|emb)")


def look_into(file: Path, head: bytes) -> Content | None:
    """What a text is; None if it is no text. Raises Refused."""
    if head.startswith(b"{\\rtf"):
        if _contains(file, _RTF_OBJECT):
            raise Refused(Refusal.MACROS)
        return Content(Kind.OFFICE, "application/rtf")
    if not _is_text(file, head):
        return None
    if _is_mail(head):
        return Content(Kind.EMAIL, "message/rfc822")
    if _is_page(head):
        raise Refused(Refusal.WEB_PAGE)
    return Content(Kind.TEXT, "text/plain")


def _is_page(head: bytes) -> bool:
    """Whether its first tag is one of a web page, a picture of tags or a program in one; browsers look no further either."""
    # Without the zeros of UTF-16 and the mark of the encoding.
    text, at = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"), 0
    while before := _BEFORE.match(text, at):
        at = before.end()
    return _PAGE.match(text, at) is not None


def _is_text(file: Path, head: bytes) -> bool:
    if head.startswith(_UTF_16):
        try:
            codecs.getincrementaldecoder("utf-16")().decode(head)
        except UnicodeDecodeError:
            return False
        return True
    return not _contains(file, _NEVER)


def _contains(file: Path, pattern: re.Pattern[bytes]) -> bool:
    with file.open("rb") as opened:
        before = b""
        while piece := opened.read(_PIECE):
            if pattern.search(before + piece):
                return True
            before = piece[-20:]
    return False


def _is_mail(head: bytes) -> bool:
    """Whether it begins with headers of a mail, two of them such as every mail has."""
    marks: set[bytes] = set()
    lines = head.removeprefix(codecs.BOM_UTF8).splitlines()
    for number, line in enumerate(lines[:-1]):
        if not line.strip():
            break
        found = _HEADER.match(line)
        if found is not None:
            marks.add(found.group(1).lower())
        elif not (
            line[:1].isspace() or _OTHER_HEADER.match(line) or (number == 0 and line.startswith(b"From "))
        ):
            return False
    return len(marks & _MARKS_OF_A_MAIL) >= 2
