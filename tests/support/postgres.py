"""A PostgreSQL cluster of the tests' own: a temporary folder, a free port, no durability."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.support.ports import free_port

_ACCOUNT = "postgres"


def binaries() -> Path | None:
    """The folder of the newest installed server's programs, or None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Cluster:
    """Runs as the account `postgres` when the tests run as root, since the server refuses to be root."""

    def __init__(self, programs: Path) -> None:
        self._programs, self._made = programs, 0
        self._as_root = os.geteuid() == 0
        self._folder = Path(tempfile.mkdtemp(prefix="firstnotice-pg-"))
        self.port = free_port()
        if self._as_root:
            account = pwd.getpwnam(_ACCOUNT)
            os.chown(self._folder, account.pw_uid, account.pw_gid)

    def start(self) -> None:
        data = str(self._folder / "data")
        self._run(
            "initdb", "-D", data, "-U", _ACCOUNT, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"
        )
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._folder} -F -c full_page_writes=off"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", "30", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self, like: str | None = None) -> str:
        """Address of a fresh database: empty, or like the one with this address, to which nobody may be connected."""
        self._made += 1
        name = f"firstnotice_{self._made}"
        template = ["-T", like.rpartition("/")[2]] if like else []
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", _ACCOUNT, *template, name)
        return f"postgresql://{_ACCOUNT}@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if self._as_root:
            command = ["runuser", "-u", _ACCOUNT, "--", *command]
        # The server inherits what it is started with, so its output must not go into a pipe that we wait on.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, cwd="/", stdout=output, stderr=output, stdin=subprocess.DEVNULL)
            output.seek(0)
            assert done.returncode == 0, f"{program} failed: {output.read().decode(errors='replace')[-800:]}"
