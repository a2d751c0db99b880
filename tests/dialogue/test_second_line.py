"""Another line of business with the same engine and the same code: `personal_lines.yml` beside this file."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from tests.dialogue.test_conversations import converse
from tests.support.chat import Chat
from tests.support.processes import Installation

CONVERSATIONS = yaml.safe_load((Path(__file__).parent / "personal_lines.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def second_line(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("second_line"), models, LINE="personal_lines")
    running = installation.run()
    try:
        installation.wait_until_ready()
        yield installation
    finally:
        running.stop()


@pytest.mark.engine
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation_of_the_second_line(name: str, second_line: Installation) -> None:
    with httpx.Client(base_url=second_line.url, timeout=30, trust_env=False) as http:
        converse(name, CONVERSATIONS[name], lambda **session: Chat(http, **session), second_line)
