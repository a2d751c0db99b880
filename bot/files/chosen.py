"""The file store that the settings name."""

from pathlib import Path

from bot.documents.ports import Files
from bot.files.local import LocalFiles


def chosen_files(
    url: str, folder: Path, *, endpoint: str = "", region: str = "", key: str = "", secret: str = ""
) -> Files:
    """A bucket if `url` names one, `s3://bucket/prefix`; else the local `folder`."""
    if not url:
        return LocalFiles(folder)
    # Only those who use it should pay for the library.
    from bot.files.s3 import S3Files

    bucket, _, prefix = url.removeprefix("s3://").partition("/")
    return S3Files(bucket, prefix, endpoint=endpoint, region=region, key=key, secret=secret)
