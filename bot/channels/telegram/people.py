"""Who writes: a new conversation from what Telegram tells of its person."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.core import get_global

from bot.claims.languages import default_region, spoken
from bot.conversations.model import Conversation
from bot.service.ids import new_id

CHANNEL = "telegram"


@dataclass(frozen=True, slots=True)
class People:
    """Telegram knows no time zone, and mostly no country: then people are taken to be where the insurer is."""

    zone: ZoneInfo

    def new_conversation(self, language_code: str | None, at: datetime) -> Conversation:
        """`language_code` is the IETF tag of the person's app, such as "de" or "pt-BR"."""
        language, *subtags = (language_code or "").replace("_", "-").split("-")
        region = next((tag.upper() for tag in subtags if len(tag) == 2 and tag.isalpha()), None)
        spoken_language = spoken(language.lower())
        return Conversation(
            id=new_id(),
            channel=CHANNEL,
            opened_at=at,
            language=spoken_language,
            timezone=_zone_of(region, self.zone),
            region=region or _region_of(self.zone) or default_region(spoken_language),
        )


def _region_of(zone: ZoneInfo) -> str | None:
    territory: str | None = get_global("zone_territories").get(zone.key)
    return territory


def _zone_of(region: str | None, ours: ZoneInfo) -> str:
    """The region's time zone, if it has only one and it is not the insurer's."""
    if region is None or region == _region_of(ours):
        return ours.key
    zones: list[str] = get_global("territory_zones").get(region, [])
    return zones[0] if len(zones) == 1 else ours.key
