"""The tables of a run, and their place in docs/benchmarks.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.budgets import budgets
from bench.figures import Level, at_turn, ratio
from bench.results import Results, Side

BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
_LATE_TURNS = (10, 40, 80, 140)
_MB = 1_000_000


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every row has as many cells as the head."""
    if any(len(row) != len(head) for row in rows):
        raise ValueError("a row has another number of cells than the head")
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def replace_between(text: str, figures: str) -> str:
    """`text` with `figures` between the two markers. Raises ValueError if they are not there, in this order."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the two markers are missing")
    return f"{before}{BEGIN}\n\n{figures.strip()}\n\n{END}{after}"


def write(file: Path, results: Results) -> None:
    """Put the run's figures into the page."""
    file.write_text(replace_between(file.read_text("utf-8"), figures(results)), "utf-8")


def figures(results: Results) -> str:
    """All tables of the run."""
    return "\n\n".join(_parts(results))


def _parts(results: Results) -> Iterator[str]:
    machine = results.machine
    kind = "quick run, for trying only" if results.quick else f"run of {results.seconds / 60:.0f} minutes"
    yield (
        f"{machine.date}, {kind}. {machine.cores} cores of {machine.cpu}, {machine.memory_gb:.0f} GB, {machine.system}; "
        f"Python {machine.python} (service), {machine.engine_python} (engine and Rasa). Load average before the run: "
        f"{machine.busy:.1f} a core."
    )
    rows = [
        [
            budget.what,
            budget.limit,
            budget.measured,
            {True: "met", False: "**missed**", None: "–"}[budget.met],
        ]
        for budget in budgets(results)
    ]
    yield "### Budgets\n\n" + table(["what", "budget", "measured", ""], rows)
    yield "### Turns\n\n" + _turns(results)
    yield "### One long conversation\n\n" + _long_conversation(results)
    yield "### Beside the load\n\n" + _rest(results)


def _turns(results: Results) -> str:
    rows = []
    for conversations, mine in sorted(results.ours.levels.items()):
        other = results.rasa.levels.get(conversations) if results.rasa else None
        times = ratio(mine.rate, other.rate if other else None)
        loop = f"closed loop of {conversations}"
        rows.append([loop, "ours", *_cells(mine), f"{times:.1f}×" if times else "–"])
        if other:
            rows.append(["", "Rasa's default", *_cells(other), ""])
    if results.pace:
        rows.append([f"human pace, {results.pace.conversations}", "ours", *_cells(results.pace), ""])
    return table(["load", "system", "turns/s", "p50", "p95", "CPU a turn", "turns (failed)", "ratio"], rows)


def _cells(level: Level) -> list[str]:
    cpu = ", ".join(f"{name} {value:.0f}" for name, value in level.cpu.items() if name != "generator")
    return [
        f"{level.rate:.1f}",
        f"{level.p50:.0f} ms",
        f"{level.p95:.0f} ms",
        f"{cpu} ms",
        f"{level.turns} ({level.failed})",
    ]


def _long_conversation(results: Results) -> str:
    sides = [("ours", results.ours), *([("Rasa's default", results.rasa)] if results.rasa else [])]
    turns = [5, *_LATE_TURNS, 200, 500]
    rows = [[name, *(_at(side, turn) for turn in turns)] for name, side in sides]
    return table(["", *(f"turn {turn}" for turn in turns)], rows)


def _at(side: Side, turn: int) -> str:
    value = at_turn(side.long_conversation, turn)
    return "–" if value is None else f"{value:.0f} ms"


def _rest(results: Results) -> str:
    ours, rasa, long, training = results.ours, results.rasa, results.long_message, results.rasa_training
    memory = " + ".join(f"{size / _MB:.0f} ({name})" for name, size in ours.memory.items())
    others = sum(rasa.memory.values()) / _MB if rasa and rasa.memory else None
    full = f"{training.extrapolated:.0f} s, extrapolated" if training else "–"
    rows = [
        ["resident after the load, MB", memory or "–", _figure(others)],
        ["training", _figure(results.training_seconds, " s"), full],
        [
            "start to first answer",
            _figure(ours.first_answer, " s"),
            _figure(rasa.first_answer if rasa else None, " s"),
        ],
    ]
    if results.turns_a_notice:
        rows.append(["turns a notice", f"{results.turns_a_notice:.1f}", "cut to the same length"])
    if long:
        sent = f"{long.slowest:.0f} ms ({long.sent} sent)"
        rows.append([f"{long.characters:,} characters, slowest answer", sent, "–"])
        rows.append(
            [
                "p95 of eight others before · meanwhile",
                f"{long.others_before:.0f} · {long.others_meanwhile:.0f} ms",
                "–",
            ]
        )
    return table(["", "ours", "Rasa's default"], rows)


def _figure(value: float | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:.0f}{unit}"
