"""One run from beginning to end: what is measured, in which order, and for how long."""

import asyncio
import sys
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench import extraction, longer, ours, rasa
from bench.figures import Level, Round
from bench.load import System, closed_loop, human_pace
from bench.machine import Machine
from bench.results import Results, Side

_EVERY = 3.0
"""Seconds between the messages of one person."""
_WARM_UP = 3.0


@dataclass(frozen=True)
class Plan:
    """How much is measured; seconds are of each load."""

    quick: bool
    levels: tuple[int, ...]
    rounds: int
    seconds: float
    pace_seconds: float
    long_seconds: float
    turns: int
    """Turns of the long conversation with us."""
    rasa_turns: int
    rasa_seconds: float


FULL = Plan(False, (1, 8, 32), 2, 8.0, 30.0, 10.0, 506, 146, 60.0)
QUICK = Plan(True, (1, 8), 1, 5.0, 12.0, 5.0, 206, 46, 15.0)


async def run(plan: Plan, models: Path, folder: Path, work: Path) -> Results:
    """Measure everything; `folder` keeps Rasa's model from run to run, `work` is emptied by the caller."""
    begun = time.perf_counter()
    results = Results(Machine.here(), plan.quick)
    model = _rasa_model(plan, folder)
    if not plan.quick:
        _say("training ours")
        results.training_seconds = ours.training_seconds(work / "training")
    async with AsyncExitStack() as stack:
        _say("starting ours")
        mine, results.ours.first_answer = await stack.enter_async_context(ours.started(models, work / "ours"))
        other = None
        if model is not None:
            _say("starting Rasa, which takes a minute or two")
            results.rasa, results.rasa_training = Side(), model[1]
            (work / "rasa").mkdir()
            server = rasa.started(model[0], work / "rasa")
            other, results.rasa.first_answer = await stack.enter_async_context(server)
        await _levels(plan, results, mine, other)
        _say("eight conversations at human pace")
        results.pace = Level.of([await human_pace(mine, 8, plan.pace_seconds, _EVERY)])
        _say("one long conversation")
        results.ours.long_conversation = await longer.one_conversation(mine.endless, plan.turns, 120)
        if other is not None and results.rasa is not None:
            results.rasa.long_conversation = await longer.one_conversation(
                other.endless, plan.rasa_turns, plan.rasa_seconds
            )
            results.rasa.memory = other.memory()
        _say("very long messages")
        results.long_message = await longer.long_messages(mine, plan.long_seconds)
        results.ours.memory = mine.memory()
    _say("extraction")
    results.extraction_p95 = await asyncio.to_thread(extraction.p95, models, 1 if plan.quick else 5)
    results.extraction_start = await asyncio.to_thread(extraction.start, models)
    results.seconds = time.perf_counter() - begun
    return results


def _rasa_model(plan: Plan, folder: Path) -> tuple[Path, rasa.Training] | None:
    found = rasa.cached(folder)
    if found is None and plan.quick:
        _say("no model of Rasa's default is kept from a full run: ours only")
    elif found is None:
        _say("training Rasa's default with a few epochs, once")
        found = rasa.train(folder)
    return found


async def _levels(plan: Plan, results: Results, mine: ours.Ours, other: rasa.Rasa | None) -> None:
    """The two systems take turns, so that a busy minute of the machine meets both."""
    warm = await closed_loop(mine, 2, _WARM_UP)
    rounds: dict[tuple[str, int], list[Round]] = {}
    systems: Mapping[str, System] = {"ours": mine, **({"rasa": other} if other else {})}
    for number in range(plan.rounds):
        for conversations in plan.levels:
            for name, system in systems.items():
                done = await closed_loop(system, conversations, plan.seconds)
                rounds.setdefault((name, conversations), []).append(done)
                _say(f"round {number + 1}: {name}, {conversations} at once: {done.rate:.1f} turns a second")
                if name == "ours" and other is not None:
                    # Rasa's turns get dearer with the length of a conversation, so its conversations are as long as ours.
                    other.turns = round(mean(done.lengths or warm.lengths or [other.turns]))
    lengths = [
        length
        for (name, _), done in rounds.items()
        if name == "ours"
        for one in done
        for length in one.lengths
    ]
    results.turns_a_notice = mean(lengths) if lengths else None
    for (name, conversations), repeated in rounds.items():
        side = results.ours if name == "ours" else results.rasa
        if side is not None:
            side.levels[conversations] = Level.of(repeated)


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()
