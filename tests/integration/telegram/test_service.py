"""The whole service with Telegram, put together from its settings."""

from pathlib import Path

from tests.support.ports import wait_for
from tests.support.scripted import EchoEngine, scripted_service
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TOKEN, TelegramStandIn


def test_a_token_is_all_it_takes(telegram: TelegramStandIn, mara: Person, tmp_path: Path) -> None:
    with scripted_service(tmp_path, EchoEngine(), TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url):
        mara.writes("Ich habe einen Schlüssel verloren.")
        mara.until_sees("heard: Ich habe einen Schlüssel verloren.")


def test_with_a_public_address_telegram_posts(
    telegram: TelegramStandIn, mara: Person, tmp_path: Path
) -> None:
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": telegram.url}
    settings |= {"TELEGRAM_WEBHOOK": "https://claims.insurer.example/", "SECRET": "shared"}
    with scripted_service(tmp_path, EchoEngine(), **settings) as url:
        telegram.webhook_at = url
        wait_for(lambda: telegram.webhook["url"], 10, "the webhook is set")
        assert telegram.webhook["url"] == "https://claims.insurer.example/telegram/webhook"
        for number in range(3):
            mara.writes(f"message {number}")
        mara.until_sees(*(f"heard: message {number}" for number in range(3)))
        telegram.redeliver(*mara.updates)
        wait_for(lambda: not telegram.waiting(), 10, "all are acknowledged")
        mara.until_sees(*(f"heard: message {number}" for number in range(3)))


def test_a_restart_goes_on_where_it_was(telegram: TelegramStandIn, mara: Person, tmp_path: Path) -> None:
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": telegram.url}
    with scripted_service(tmp_path, EchoEngine(), **settings):
        mara.writes("one")
        mara.until_sees("heard: one")
    mara.writes("two")
    with scripted_service(tmp_path, EchoEngine(), **settings):
        mara.until_sees("heard: one", "heard: two")
