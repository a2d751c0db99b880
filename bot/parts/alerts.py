"""The alerts' own part of the composition root: who calls staff, and where to."""

from datetime import UTC, datetime

from bot.remote.alert_ways import TelegramGroup, Webhook
from bot.service.alerting import Alerting, Setup
from bot.service.duty import Duty
from bot.settings import Settings
from bot.staff.alerts import TELEGRAM, WEBHOOK
from bot.store.alerts import SqlAlerts
from bot.store.database import Database
from bot.store.people import SqlPeople


class Alarm:
    """Alerting with what it speaks through."""

    def __init__(self, settings: Settings, database: Database, duty: Duty) -> None:
        self._ways: dict[str, TelegramGroup | Webhook] = {}
        if settings.staff_telegram_chat:
            self._ways[TELEGRAM] = TelegramGroup(
                settings.telegram_api, settings.telegram_token, settings.staff_telegram_chat
            )
        if settings.staff_webhook:
            self._ways[WEBHOOK] = Webhook(settings.staff_webhook, settings.staff_webhook_secret)
        setup = Setup(settings.public_url, settings.staff_escalation, mails=bool(settings.smtp_url))
        store, people = SqlAlerts(database), SqlPeople(database)
        self.alerting = Alerting(store, people, duty.hours, self._ways, setup, _now)

    async def run(self) -> None:
        await self.alerting.run()

    async def close(self) -> None:
        for way in self._ways.values():
            await way.close()


def _now() -> datetime:
    return datetime.now(UTC)
