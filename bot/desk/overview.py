"""The overview: a few figures with the week before beside them, each with its picture and its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.claims.catalogue import Catalogue
from bot.desk.charts import Bar, Columns, bars, columns
from bot.desk.gate import Gate
from bot.desk.pages import Pages, Words
from bot.service.desk.overview import BANDS, Overviews
from bot.service.desk.overview_views import Overview, Size, Week
from bot.staff.model import Session


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure."""

    name: str
    value: str
    before: str
    """The same of the week before."""
    note: str
    """What else belongs to it; may be empty."""
    chart: Columns
    rows: tuple[tuple[str, str], ...]
    """(day, figure): the chart as a table."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list with bars."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    empty: str


def overview_router(overviews: Overviews, catalogue: Catalogue, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter()

    @router.get("/overview")
    async def overview(request: Request, session: Annotated[Session, Depends(gate.signed_in)]) -> Response:
        seen = await overviews.look(session.member)
        words = pages.words(request, session)
        context: dict[str, Any] = {
            "seen": seen,
            "tiles": tiles(seen, words),
            "parts": [*parts(seen, words, catalogue), *sizes(seen, words)],
        }
        return pages.show(request, "overview", context, session=session)

    return router


def tiles(seen: Overview, words: Words) -> tuple[Tile, ...]:
    before, week, each = seen.counted.before, seen.counted.week, seen.counted.days
    days, number = [words.day(day) for day in seen.days], words.number
    waited_before, waited = seen.waits
    return (
        _counts(
            "conversations",
            week.conversations,
            before.conversations,
            [day.conversations for day in each],
            days,
            words,
        ),
        _counts("claims", week.claims, before.claims, [day.claims for day in each], days, words),
        _tile(
            "alone",
            words.share(week.share_alone),
            words.share(before.share_alone),
            words.text("overview.alone_of", number=number(week.alone), all=number(week.claims)),
            _of(days, [day.alone for day in each], [number(day.alone) for day in each]),
        ),
        _tile(
            "waits",
            words.span(waited.median) if waited.median is not None else "–",
            words.span(waited_before.median) if waited_before.median is not None else "–",
            _wait_note(seen, words),
            _of(
                [words.day(day) for day, _ in seen.wait_medians],
                [median.total_seconds() for _, median in seen.wait_medians],
                [words.span(median) for _, median in seen.wait_medians],
            ),
        ),
        _tile(
            "missed",
            number(week.missed),
            number(before.missed),
            words.text(
                "overview.missed_of", share=words.share(week.missed / week.heard if week.heard else None)
            ),
            _of(days, [day.missed for day in each], [number(day.missed) for day in each]),
        ),
        _tile(
            "rating",
            words.number(round(week.rating, 1)) if week.rating is not None else "–",
            words.number(round(before.rating, 1)) if before.rating is not None else "–",
            words.text("overview.rating_of", number=number(sum(week.ratings.values()))),
            _stars(week, words),
        ),
    )


_Drawn = tuple[Columns, tuple[tuple[str, str], ...]]


def _of(labels: Sequence[str], values: Sequence[float], figures: Sequence[str]) -> _Drawn:
    return columns(labels, values, figures), tuple(zip(labels, figures, strict=True))


def _tile(name: str, value: str, before: str, note: str, drawn: _Drawn) -> Tile:
    return Tile(name, value, before, note, *drawn)


def _counts(
    name: str, week: int, before: int, daily: Sequence[int], days: Sequence[str], words: Words
) -> Tile:
    figures = [words.number(value) for value in daily]
    return _tile(name, words.number(week), words.number(before), "", _of(days, daily, figures))


def _stars(week: Week, words: Words) -> _Drawn:
    labels = [words.text("overview.stars", number=stars) for stars in range(1, 6)]
    values = [week.ratings.get(stars, 0) for stars in range(1, 6)]
    return _of(labels, values, [words.number(value) for value in values])


def _wait_note(seen: Overview, words: Words) -> str:
    waits = seen.waits[1]
    said = [words.text("overview.waits_number", number=words.number(waits.number))]
    if waits.ninth is not None:
        said.append(words.text("overview.ninth", span=words.span(waits.ninth)))
    if waits.kept is not None:
        said.append(words.text("overview.kept", share=words.share(waits.kept)))
    return " · ".join(said)


def parts(seen: Overview, words: Words, catalogue: Catalogue) -> tuple[Part, ...]:
    types = words.choices(catalogue.field("incident_type"))
    unknown = words.text("overview.no_type")

    def asked(name: str | None) -> str:
        if name == "confirm":
            return words.text("overview.at_summary")
        if name and catalogue.has(name):
            return words.label(catalogue.field(name))
        return words.text("overview.no_question")

    stops: dict[str, int] = {}
    for stop in seen.stops:
        stops[asked(stop.asks)] = stops.get(asked(stop.asks), 0) + stop.drafts
    reasons = [(words.text(f"reasons.{reason.value}"), last) for reason, last, _ in seen.reasons]
    return (
        _part("reasons", words, bars(reasons, [before for _, _, before in seen.reasons])),
        _part("stops", words, bars(list(stops.items()))),
        _part(
            "types",
            words,
            bars([(types.get(kind or "", unknown), number) for kind, number in seen.counted.types]),
        ),
    )


def sizes(seen: Overview, words: Words) -> tuple[Part, ...]:
    """A list for each currency: sums in different ones can't be laid side by side."""
    found: dict[str, list[Size]] = {}
    for size in seen.counted.sizes:
        found.setdefault(size.currency, []).append(size)
    ordered = sorted(found, key=lambda currency: -sum(size.claims for size in found[currency]))
    return tuple(
        Part(
            f"sizes-{currency}",
            words.text("overview.sizes", currency=currency),
            bars(_bands(currency, {size.band: size.claims for size in found[currency]}, words)),
            "",
        )
        for currency in ordered
    )


def _bands(currency: str, claims: Mapping[int, int], words: Words) -> list[tuple[str, int]]:
    def label(band: int) -> str:
        if band == len(BANDS):
            return words.text("overview.from", sum=words.sum(BANDS[-1], currency))
        end = words.sum(BANDS[band], currency)
        if band == 0:
            return words.text("overview.below", sum=end)
        return words.text("overview.between", low=words.sum(BANDS[band - 1], currency), high=end)

    return [(label(band), claims.get(band, 0)) for band in range(len(BANDS) + 1)]


def _part(name: str, words: Words, listed: tuple[Bar, ...]) -> Part:
    return Part(name, words.text(f"overview.{name}"), listed, words.text(f"overview.no_{name}"))
