"""The engine as the service meets it: a process with a trained model, over HTTP, with an action server beside it."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.environ.get("FIRSTNOTICE_ENGINE_PYTHON") or ROOT / "engine" / ".venv" / "bin" / "python")
TOKEN = {"Authorization": "Bearer engine-secret"}
ASKING = {"slots": {}, "active_loop": "notice_form", "requested_slot": "insured_name"}

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not PYTHON.is_file(), reason="the engine's environment is missing"),
]


class Actions(ThreadingHTTPServer):
    """Plays the service's actions; `behave` decides what the next call gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls: list[dict[str, Any]] = []
        self.authorization: set[str | None] = set()
        self.domains = 0
        self.behave: Callable[[dict[str, Any]], tuple[int, Any]] = asks_for_the_name


def asks_for_the_name(_: dict[str, Any]) -> tuple[int, Any]:
    reply = {
        "text": "Who am I speaking with?",
        "buttons": [{"title": "Later", "payload": "skip"}],
        "custom": {"asks": "x"},
    }
    asks = {"event": "slot", "name": "requested_slot", "value": "insured_name"}
    # A form refuses to run when nothing but the next question was set.
    learned = {"event": "slot", "name": "description", "value": "a lost key"}
    return 200, {"events": [asks, learned], "responses": [reply]}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Actions

    def do_POST(self) -> None:
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.authorization.add(self.headers["Authorization"])
        if "domain" in call:
            self.server.domains += 1
        if not self.server.domains:
            self._send(449, {})
            return
        self.server.calls.append(call)
        self._send(*self.server.behave(call))

    def _send(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that lies ready, if it is current; otherwise one trained now."""
    ready = ROOT / "var" / "models" / "engine"
    out = ready if (ready / "model.tar.gz").is_file() else tmp_path_factory.mktemp("model")
    subprocess.run(
        [PYTHON, "engine/train.py", "--if-changed", "--out", out], cwd=ROOT, check=True, env=environment("")
    )
    return out


@pytest.fixture(scope="module")
def server() -> Iterator[Actions]:
    with Actions() as actions:
        threading.Thread(target=actions.serve_forever, daemon=True).start()
        yield actions
        actions.shutdown()


@pytest.fixture
def actions(server: Actions) -> Actions:
    server.calls.clear()
    server.behave = asks_for_the_name
    return server


@pytest.fixture(scope="module")
def engine(model: Path, server: Actions, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    port = free_port()
    log = tmp_path_factory.mktemp("log") / "engine.log"
    with log.open("wb") as stderr:
        process = start(model, port, f"http://127.0.0.1:{server.server_port}/", stderr)
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}/webhooks/firstnotice", headers=TOKEN, timeout=15
            ) as client:
                wait_until_ready(client, process)
                yield client
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) in (0, -signal.SIGTERM)
        finally:
            process.kill()
            process.wait()
    assert "zanzibar" not in log.read_text().lower()


def environment(actions_url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "FIRSTNOTICE_ENGINE_TOKEN": "engine-secret",
        "FIRSTNOTICE_ACTIONS_TOKEN": "actions-secret",
        "FIRSTNOTICE_ACTIONS_URL": actions_url,
    }


def start(model: Path, port: int, actions_url: str, stderr: Any = subprocess.PIPE) -> subprocess.Popen[bytes]:
    command = [str(PYTHON), "engine/run.py", "--model", str(model), "--port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, env=environment(actions_url), stderr=stderr)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the engine has ended"
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the engine did not become ready")


_numbers = iter(range(10**6))


def a_turn(**changes: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {"sender": "alice", "message_id": f"m{number}", "text": "Mara Lindt", "state": ASKING, **changes}


def test_a_form_turn_brings_the_actions_reply(engine: httpx.Client, actions: Actions) -> None:
    turn = a_turn(metadata={"context": "What is your name?", "language": "en"})
    answer = engine.post("/turn", json=turn)
    assert answer.status_code == 200
    body = answer.json()
    assert body["message_id"] == turn["message_id"]
    assert body["intent"]["name"] == "inform"
    assert len(body["intent"]["ranking"]) == 3
    assert body["replies"][0] == {
        "text": "Who am I speaking with?",
        "buttons": [{"title": "Later", "payload": "skip"}],
        "custom": {"asks": "x"},
    }


def test_an_action_gets_state_metadata_and_secret(engine: httpx.Client, actions: Actions) -> None:
    state = {**ASKING, "slots": {"claimant": "Alderway"}}
    engine.post("/turn", json=a_turn(state=state, metadata={"language": "de", "context": "Wer?"}))
    tracker = actions.calls[0]["tracker"]
    assert tracker["slots"]["claimant"] == "Alderway"
    assert tracker["slots"]["requested_slot"] == "insured_name"
    assert tracker["active_loop"]["name"] == "notice_form"
    assert tracker["latest_message"]["metadata"]["language"] == "de"
    assert actions.authorization == {"Bearer actions-secret"}
    assert actions.domains == 1


def test_nothing_is_remembered_from_turn_to_turn(engine: httpx.Client, actions: Actions) -> None:
    engine.post("/turn", json=a_turn(state={**ASKING, "slots": {"claimant": "Alderway"}}))
    engine.post("/turn", json=a_turn())
    assert actions.calls[-1]["tracker"]["slots"]["claimant"] is None
    assert len(actions.calls[-1]["tracker"]["events"]) == len(actions.calls[0]["tracker"]["events"]) - 1


@pytest.mark.parametrize(
    "text", ["/restart", '/inform{"a": 1}', "  /greet", "/session_start", "/back", "//restart"]
)
def test_a_slash_is_no_command(engine: httpx.Client, actions: Actions, text: str) -> None:
    answer = engine.post("/turn", json=a_turn(text=text))
    assert answer.status_code == 200
    assert answer.json()["intent"]["confidence"] < 1
    assert actions.calls[0]["tracker"]["latest_message"]["text"] == text.strip()
    assert actions.calls[0]["next_action"] == "validate_notice_form"


def test_a_command_is_taken_at_its_word(engine: httpx.Client, actions: Actions) -> None:
    turn = a_turn(intent="request_human")
    del turn["text"]
    answer = engine.post("/turn", json=turn)
    assert answer.json()["intent"]["name"] == "request_human"
    assert answer.json()["intent"]["confidence"] == 1


def test_the_same_message_has_one_effect(engine: httpx.Client, actions: Actions) -> None:
    turn = a_turn()
    with ThreadPoolExecutor(4) as pool:
        bodies = [answer.json() for answer in pool.map(lambda _: engine.post("/turn", json=turn), range(4))]
    assert all(body == bodies[0] for body in bodies)
    assert len(actions.calls) == 1


def test_a_forgotten_sender_has_no_remembered_answers(engine: httpx.Client, actions: Actions) -> None:
    turn = a_turn()
    engine.post("/turn", json=turn)
    assert engine.post("/forget", json={"sender": turn["sender"]}).status_code == 204
    engine.post("/turn", json=turn)
    assert len(actions.calls) == 2


@pytest.mark.parametrize(
    "response",
    [
        (500, {"error": "x"}),
        (404, {"error": "x", "action_name": "validate_notice_form"}),
        (200, {"events": "none"}),
        (200, {"events": [{"event": "unheard_of"}]}),
        (200, []),
    ],
)
def test_a_failing_action_fails_the_turn_and_may_be_tried_again(
    engine: httpx.Client, actions: Actions, response: tuple[int, Any]
) -> None:
    turn = a_turn(text="My name is Zanzibar")
    actions.behave = lambda _: response
    failed = engine.post("/turn", json=turn)
    assert failed.status_code == 502
    assert failed.json()["error"]["code"] == "turn_failed"
    assert "zanzibar" not in failed.text.lower()
    actions.behave = asks_for_the_name
    assert engine.post("/turn", json=turn).status_code == 200


def test_silence_is_a_failure(engine: httpx.Client, actions: Actions) -> None:
    closing = [{"event": "slot", "name": "requested_slot", "value": None}, {"event": "form", "name": None}]
    actions.behave = lambda _: (200, {"events": closing, "responses": []})
    assert engine.post("/turn", json=a_turn()).status_code == 502


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " \n "}, "empty_text"),
        ({"text": None, "intent": "nonsense"}, "unknown_intent"),
        ({"text": None, "intent": "inform", "entities": {"nonsense": 1}}, "unknown_entity"),
        ({"state": {"slots": {"nonsense": 1}}}, "unknown_slot"),
        ({"state": {"active_loop": "nonsense"}}, "unknown_loop"),
        ({"sender": None}, "bad_request"),
    ],
)
def test_what_makes_no_sense_is_the_callers_fault(
    engine: httpx.Client, changes: dict[str, Any], code: str
) -> None:
    answer = engine.post("/turn", json=a_turn(**changes))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_broken_json_is_the_callers_fault(engine: httpx.Client) -> None:
    assert engine.post("/turn", content=b"{").status_code == 400


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer wrong", "Bearer engine-secret2", "engine-secret"]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/turn"), ("POST", "/understand"), ("POST", "/forget"), ("GET", "/health")],
)
def test_without_the_token_nothing_is_answered(
    engine: httpx.Client, method: str, path: str, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = httpx.request(method, f"{engine.base_url}".rstrip("/") + path, headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "path", ["/", "/version", "/status", "/model/parse", "/webhooks/rest/webhook", "/conversations/x/tracker"]
)
def test_rasas_own_interface_is_closed(engine: httpx.Client, path: str) -> None:
    address = engine.base_url.copy_with(path=path)
    assert httpx.get(address, headers=TOKEN).status_code in (401, 404)
    assert httpx.post(address, headers=TOKEN, json={}).status_code in (401, 404)


def test_understanding_depends_on_the_question(engine: httpx.Client) -> None:
    def intent(text: str, context: str | None) -> str:
        name: str = engine.post("/understand", json={"text": text, "context": context}).json()["intent"]
        return name

    assert intent("Siobhan Kelly", "What is your name?") == "inform"
    assert intent("no", "Was the key marked?") == "deny"
    assert intent("keine Ahnung", "Wie viel fordert der Kunde?") == "dont_know"
    assert intent("ich möchte mit einem Menschen sprechen", None) == "request_human"


def test_a_long_message_is_answered_quickly(engine: httpx.Client, actions: Actions) -> None:
    begun = time.monotonic()
    answer = engine.post("/turn", json=a_turn(text="We lost all data. " * 1200))
    assert answer.status_code == 200
    assert time.monotonic() - begun < 2


def test_a_taken_port_and_a_missing_model_are_said_plainly(model: Path, tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        process = start(model, holder.getsockname()[1], "http://127.0.0.1:1/")
        _, message = process.communicate(timeout=30)
    assert process.returncode == 98
    assert message.decode().count("\n") == 1
    process = start(tmp_path, free_port(), "http://127.0.0.1:1/")
    _, message = process.communicate(timeout=30)
    assert process.returncode == 3
    assert "python -m bot train" in message.decode()


def test_the_engine_ends_with_its_parent(model: Path) -> None:
    script = (
        "import os, subprocess, sys; command = [*sys.argv[1:], '--parent', str(os.getpid())]; "
        "print(subprocess.Popen(command).pid, flush=True); sys.stdin.read()"
    )
    engine = [str(PYTHON), "engine/run.py", "--model", str(model), "--port", str(free_port())]
    command = [str(PYTHON), "-c", script, *engine]
    parent = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment("http://127.0.0.1:1/"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    until = time.monotonic() + 15
    while time.monotonic() < until and Path(f"/proc/{child}").exists():
        time.sleep(0.1)
    assert not Path(f"/proc/{child}").exists()
    assert parent.stdin is not None
    parent.stdin.close()
    parent.stdout.close()
