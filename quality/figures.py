"""The figures of a run with their targets, and the run as text: tables, reliability and confusions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.commands.score_table import common, percent, reliability
from bot.commands.scoring import FIELDS, Scores
from bot.extraction.incident_types import HIGH_CONFIDENCE
from quality import intents
from quality.reports import HELD_OUT, SETS, high

HIGH_SHARE, HIGH_RIGHT = "incident_type: share of high confidence", "incident_type: right where high"
CROSS = "cross-validation"
TARGETS = {
    "incident_type": 88.0,
    "incident_type in top 3": 97.0,
    "incident_date": 92.0,
    "discovered_date": 88.0,
    "claim_made_date": 88.0,
    "estimated_loss": 93.0,
    "claimant_party": 80.0,
    "caused_by": 82.0,
    HIGH_SHARE: 65.0,
    HIGH_RIGHT: 96.0,
    intents.ALL: 90.0,
}
"""Least percentage of exact matches."""
Key = tuple[str, str]
"""What a figure is about, and the column it stands in."""

_COMMON = 12
_LEARNT = ("incident_type", "incident_type in top 3", "caused_by")
_INTENTS = (intents.ALL, intents.ASKED, intents.ALONE)


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured; a part that was left out is empty or None."""

    sets: Mapping[str, Scores] = field(default_factory=dict)
    learnt: Scores | None = None
    intents: Scores | None = None
    utterances: Scores | None = None


def figures(run: Run) -> dict[Key, float]:
    """Every figure that is compared with the kept one, in percent."""
    found: dict[Key, float] = {}
    for column, scores in run.sets.items():
        found |= {(name, column): _exact(scores, name) for name in FIELDS if (name, "all") in scores.tallies}
    if run.learnt:
        found |= {(name, CROSS): _exact(run.learnt, name) for name in _LEARNT}
        share, right = high(run.learnt)
        found |= {(HIGH_SHARE, CROSS): 100 * share, (HIGH_RIGHT, CROSS): 100 * (right or 0.0)}
    if run.intents:
        found |= {(name, CROSS): _exact(run.intents, name) for name in _INTENTS}
    if run.utterances:
        found[intents.ALL, HELD_OUT] = _exact(run.utterances, intents.ALL)
    return found


def below_target(found: Mapping[Key, float]) -> list[str]:
    """A line for each figure that does not reach its target."""
    return [
        f"{name}, {column}: {value:.1f} %, target {TARGETS[name]:.0f} %"
        for (name, column), value in found.items()
        if value < TARGETS.get(name, 0.0)
    ]


def text(run: Run) -> str:
    """The whole run as Markdown."""
    return "\n\n".join(part.strip() for part in _parts(run))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with columns as wide as their widest cell, so that it can be read in a terminal, too."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"

    return "\n".join([line(head), line(["-" * width for width in widths]), *map(line, rows)])


def _parts(run: Run) -> Iterator[str]:
    if run.sets:
        yield "### Labelled reports, exact matches\n\n" + _sets_table(run.sets)
        yield "### The same as precision and recall\n\n" + _precision_table(run.sets)
    if run.learnt or run.intents:
        yield f"### Left out of training\n\n{_cross_table(run)}"
    if run.utterances:
        yield "### Held-out utterances\n\n" + _utterances_table(run.utterances)
    yield "### Reliability of confidences\n\n" + "\n".join(f"- {line}" for line in _reliability(run))
    for title, name, scores in (
        ("incident types", "incident_type", run.learnt),
        ("causes", "caused_by", run.learnt),
        ("intents", intents.ALL, run.intents),
    ):
        if scores:
            lines = "\n".join(f"- {line}" for line in common(scores.confusions[name], _COMMON))
            yield f"### Main confusions of {title}, left out of training\n\n{lines}"


def _sets_table(sets: Mapping[str, Scores]) -> str:
    languages = ("all", "en", "de")
    head = ["field", "target"]
    for column in sets:
        head += [column if lang == "all" else f"{column} {lang}" for lang in languages]
    rows = [["reports", ""]]
    for scores in sets.values():
        tallies = [scores.tallies.get(("incident_type", lang)) for lang in languages]
        rows[0] += [str(tally.reports) if tally else "0" for tally in tallies]
    for name in FIELDS:
        row = [name, _target(name)]
        for scores in sets.values():
            row += [
                percent(tally.exact if (tally := scores.tallies.get((name, lang))) else None)
                for lang in languages
            ]
        rows.append(row)
    return table(head, rows)


def _precision_table(sets: Mapping[str, Scores]) -> str:
    head = ["field", *(f"{what}, {column}" for column in sets for what in ("precision", "recall"))]
    rows = []
    for name in FIELDS:
        row = [name]
        for scores in sets.values():
            tally = scores.tallies.get((name, "all"))
            row += [percent(tally.precision if tally else None), percent(tally.recall if tally else None)]
        rows.append(row)
    return table(head, rows)


def _cross_table(run: Run) -> str:
    rows = []
    counted = [(run.learnt, _LEARNT), (run.intents, _INTENTS)]
    values = figures(Run(learnt=run.learnt, intents=run.intents))
    for scores, names in counted:
        for name in names if scores else ():
            rows.append(_cross_row(scores, name, values))
            if name == "incident_type in top 3":
                rows += [_cross_row(scores, each, values) for each in (HIGH_SHARE, HIGH_RIGHT)]
    return table(["figure", "target", CROSS, "English", "German", "examples"], rows)


def _cross_row(scores: Scores | None, name: str, values: Mapping[Key, float]) -> list[str]:
    tallies = scores.tallies if scores else {}
    by_language = [
        percent(tally.exact if (tally := tallies.get((name, lang))) else None) for lang in ("en", "de")
    ]
    count = tallies.get((name, "all")) or tallies["incident_type", "all"]
    return [name, _target(name), f"{values[name, CROSS]:.1f} %", *by_language, str(count.reports)]


def _utterances_table(scores: Scores) -> str:
    tallies = {lang: scores.tallies.get((intents.ALL, lang)) for lang in ("all", "en", "de")}
    shares = [percent(tally.exact if tally else None) for tally in tallies.values()]
    asked = tallies["all"].reports if tallies["all"] else 0
    head = ["figure", "target", HELD_OUT, "English", "German", "utterances"]
    return table(head, [[intents.ALL, _target(intents.ALL), *shares, str(asked)]])


def _reliability(run: Run) -> Iterator[str]:
    if run.learnt:
        yield f"incident_type ({CROSS}, high from {HIGH_CONFIDENCE}): {_of(run.learnt, 'incident_type')}"
        yield f"caused_by ({CROSS}): {_of(run.learnt, 'caused_by')}"
    if run.intents:
        yield f"intent ({CROSS}): {_of(run.intents, intents.ALL)}"
    if run.utterances:
        yield f"intent ({HELD_OUT}): {_of(run.utterances, intents.ALL)}"
    for column in SETS:
        if column in run.sets:
            for name in (
                "incident_date",
                "discovered_date",
                "claim_made_date",
                "estimated_loss",
                "claimant_party",
            ):
                yield f"{name} ({column}): {_of(run.sets[column], name)}"


def _of(scores: Scores, name: str) -> str:
    return reliability(scores.reliability.get(name, []))


def _target(name: str) -> str:
    return f"{TARGETS[name]:.0f} %" if name in TARGETS else ""


def _exact(scores: Scores, name: str) -> float:
    return 100 * scores.tallies[name, "all"].exact
