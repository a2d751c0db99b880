"""Files that people send."""

from playwright.sync_api import FilePayload

PDF = FilePayload(name="letter.pdf", mimeType="application/pdf", buffer=b"%PDF")
PHOTO = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=b"\xff\xd8\xff")
PROGRAM = FilePayload(name="setup.exe", mimeType="application/x-msdownload", buffer=b"MZ")
