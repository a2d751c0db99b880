"""Files in a bucket of an S3-compatible store."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from bot.documents.ports import FilesDown, NoFile, StoredFile

if TYPE_CHECKING:
    from obstore.store import S3Config

_TIMEOUT = timedelta(seconds=60)
_RETRIES = 3
_PIECE = 256 * 1024


class S3Files:
    def __init__(
        self,
        bucket: str,
        prefix: str,
        *,
        endpoint: str = "",
        key: str = "",
        secret: str = "",
        region: str = "",
    ) -> None:
        """Without `endpoint` it is Amazon's; without `key` the machine's own role or environment is used."""
        config: S3Config = {"region": region or "us-east-1"}
        if endpoint:
            config["endpoint"] = endpoint
        if key:
            config["access_key_id"], config["secret_access_key"] = key, secret
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            config=config,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": _TIMEOUT},
            retry_config={"max_retries": _RETRIES, "retry_timeout": _TIMEOUT},
        )

    async def put(self, name: str, source: Path) -> None:
        # Large ones go up in parts, which become an object only once all of them are there.
        try:
            with _mapped():
                await obstore.put_async(self._store, name, source)
        except FileNotFoundError:
            raise FilesDown("no such bucket") from None

    async def open(self, name: str) -> AsyncIterator[bytes]:
        try:
            with _mapped():
                found = await obstore.get_async(self._store, name)
                async for piece in found.stream(min_chunk_size=_PIECE):
                    yield bytes(piece)
        except FileNotFoundError:
            raise NoFile(name) from None

    async def delete(self, *names: str) -> None:
        with _mapped():
            for name in names:
                try:
                    await obstore.delete_async(self._store, name)
                except (FileNotFoundError, NotFoundError):
                    continue

    async def listed(self) -> AsyncIterator[StoredFile]:
        with _mapped():
            async for batch in obstore.list(self._store):
                for found in batch:
                    name = found["path"].rsplit("/", 1)[-1]
                    yield StoredFile(name, found["size"], found["last_modified"])


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotFoundError):
        raise FileNotFoundError from None
    except (BaseError, OSError) as error:
        # The library's message quotes addresses and answers of the store; its kind is enough for a log.
        raise FilesDown(type(error).__name__) from error
