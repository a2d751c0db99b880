"""Rasa's default pipeline and policies on the same language data, with a form of as many slots, behind its own REST channel."""

import asyncio
import hashlib
import itertools
import json
import re
import shutil
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from bench.load import Silent
from bench.ours import own_cpu
from bench.processes import NotStarted, Started, cpu_seconds, free_port, resident
from bench.rest import RestTalk
from bench.scripts import ENGLISH, NOTICES, Script, without_end
from bot.commands.processes import ROOT, engine_python

BASELINE = Path(__file__).parent / "baseline"
EPOCHS = {"DIETClassifier": 3, "TEDPolicy": 5}
"""Trained instead of the full number: the cost of an answer does not depend on it."""
FULL = 100
SLOTS = [
    "description",
    "incident_type",
    "notice_kind",
    "occurred_on",
    "discovered_on",
    "claimant",
    "claim_made_on",
    "amount_claimed",
    "amount_estimated",
    "caused_by",
    "ongoing",
    "statement_made",
    "insured_name",
    "insured_contact",
    "policy_number",
    "confirm",
]
"""In the order in which the form of the baseline asks for them."""
_TRAINING_SECONDS = 900.0
_START_SECONDS = 240.0
_MODEL = "baseline.tar.gz"
_DRAWN = re.compile(r"Epochs: +\d+%\|[^|]*\| (\d+)/\d+ \[(\d+):(\d+)<")


@dataclass(frozen=True)
class Training:
    """Seconds: what it took with few epochs, one epoch of each part, and what all epochs would take."""

    seconds: float
    epoch: Mapping[str, float]
    extrapolated: float


class Rasa:
    """The running server."""

    def __init__(self, process: Started, address: str) -> None:
        self._process = process.part("run")
        self.turns = len(SLOTS) + 1
        """Turns of a conversation; at most one for each question of the form and one to open it."""
        self.client = httpx.AsyncClient(
            base_url=address,
            trust_env=False,
            timeout=30,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
        )

    async def talker(self, number: int) -> RestTalk:
        """A person who answers the form's questions; no longer than a notice with us."""
        texts = _answers(NOTICES[number % len(NOTICES)])
        return RestTalk(self.client, texts, min(self.turns, len(SLOTS) + 1))

    async def endless(self) -> RestTalk:
        """A person who goes on talking after the form is filled."""
        texts = itertools.chain(_answers(ENGLISH), itertools.islice(without_end(), 1, None))
        return RestTalk(self.client, texts, 10**9)

    def cpu(self) -> Mapping[str, float]:
        return {"rasa": cpu_seconds(self._process), **own_cpu()}

    def memory(self) -> dict[str, int]:
        """Resident bytes."""
        return {"rasa": resident(self._process)}


def _answers(script: Script) -> Iterator[str]:
    yield script.opening
    for slot in SLOTS:
        yield script.answers[slot]


@asynccontextmanager
async def started(model: Path, work: Path) -> AsyncIterator[tuple[Rasa, float]]:
    """The server, and the seconds from its start to its first answer; `work` is there. Raises NotStarted."""
    port = free_port()
    command = [str(_rasa()), "run", "--model", str(model), "--port", str(port), "--interface", "127.0.0.1"]
    command += [
        "--credentials",
        str(BASELINE / "credentials.yml"),
        "--endpoints",
        str(BASELINE / "endpoints.yml"),
    ]
    begun = time.perf_counter()
    with Started(command, _quiet(work), work / "log", cwd=work) as process:
        server = Rasa(process, f"http://127.0.0.1:{port}")
        try:
            await _first_answer(server, process, begun)
            yield server, time.perf_counter() - begun
        finally:
            await server.client.aclose()


async def _first_answer(server: Rasa, process: Started, begun: float) -> None:
    while time.perf_counter() - begun < _START_SECONDS:
        process.check()
        try:
            await (await server.talker(0)).turn()
            return
        except (httpx.TransportError, Silent):
            await asyncio.sleep(0.5)
    raise NotStarted(f"not ready after {_START_SECONDS:.0f} s; see {process.log}")


def cached(folder: Path) -> tuple[Path, Training] | None:
    """The model trained from the present inputs, if there is one."""
    place = folder / _fingerprint()
    if not (place / _MODEL).is_file():
        return None
    return place / _MODEL, Training(**json.loads((place / "training.json").read_text("utf-8")))


def train(folder: Path) -> tuple[Path, Training]:
    """Train with few epochs into the cache below `folder`. Raises NotStarted."""
    place = folder / _fingerprint()
    work = place.with_suffix(".new")
    shutil.rmtree(work, ignore_errors=True)
    _lay_inputs(work)
    command = [str(_rasa()), "train", "--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
    command += ["--out", str(work), "--fixed-model-name", _MODEL.removesuffix(".tar.gz"), "--force"]
    begun = time.perf_counter()
    with Started(command, _quiet(work), work / "log", cwd=work) as process:
        while (code := process.code()) is None:
            if time.perf_counter() - begun > _TRAINING_SECONDS:
                raise NotStarted(
                    f"Rasa's training took more than {_TRAINING_SECONDS:.0f} s; see {process.log}"
                )
            time.sleep(0.2)
    if code != 0 or not (work / _MODEL).is_file():
        raise NotStarted(f"Rasa's training ended with code {code}; see {work / 'log'}")
    training = extrapolate((work / "log").read_text("utf-8", "replace"), time.perf_counter() - begun)
    (work / "training.json").write_text(json.dumps(asdict(training)), "utf-8")
    for old in (place, work / ".rasa"):
        shutil.rmtree(old, ignore_errors=True)
    work.rename(place)
    return place / _MODEL, training


def extrapolate(log: str, seconds: float) -> Training:
    """From the progress bars of DIET and TED to a training with all epochs. Raises NotStarted."""
    # Each bar begins at 0 %; only DIET's tells of intents. The first epoch also builds the net, and the batches of later ones
    # grow, so what is counted is in Rasa's favour.
    epoch: dict[str, float] = {}
    extra = 0.0
    for part in log.split("Epochs:   0%")[1:]:
        name = "DIETClassifier" if "i_acc=" in part else "TEDPolicy"
        bar = {int(done): 60 * int(minutes) + int(rest) for done, minutes, rest in _DRAWN.findall(part)}
        last = max(bar, default=0)
        if last > 1 and 1 in bar:
            epoch[name] = (bar[last] - bar[1]) / (last - 1)
            extra += (FULL - last) * epoch[name]
    if epoch.keys() != EPOCHS.keys():
        raise NotStarted("the log of Rasa's training does not show its epochs")
    return Training(seconds, epoch, seconds + extra)


def _lay_inputs(work: Path) -> None:
    data = work / "data"
    data.mkdir(parents=True)
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        # Rasa obeys an intent of this name instead of following the rules.
        text = re.sub(r"(?m)^- intent: restart$", "- intent: start_over", file.read_text("utf-8"))
        (data / file.name).write_text(text, "utf-8")
    for name in ("rules.yml", "stories.yml"):
        shutil.copy(BASELINE / name, data / name)
    shutil.copy(BASELINE / "domain.yml", work)
    config = (BASELINE / "config.yml").read_text("utf-8")
    for name, epochs in EPOCHS.items():
        config = re.sub(rf"(- name: {name}\n(?:    .*\n)*?    epochs: ){FULL}", rf"\g<1>{epochs}", config)
    (work / "config.yml").write_text(config, "utf-8")


def _fingerprint() -> str:
    digest = hashlib.sha256(json.dumps(EPOCHS).encode())
    for file in [*sorted((ROOT / "data" / "nlu").glob("*.yml")), *sorted(BASELINE.glob("*.yml"))]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update((ROOT / "engine" / "requirements.txt").read_bytes())
    return digest.hexdigest()[:16]


def _rasa() -> Path:
    return engine_python().with_name("rasa")


def _quiet(work: Path) -> dict[str, str]:
    return {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "MPLCONFIGDIR": str(work / "matplotlib"),
    }
