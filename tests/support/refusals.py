"""The one shape in which everything is refused."""

import httpx


def refused(answer: httpx.Response, *statuses: int) -> str:
    """The code of a refusal that has the one shape and one of these statuses."""
    assert answer.status_code in statuses, answer.text
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert all(isinstance(part, str) and part for part in body["error"].values())
    return str(body["error"]["code"])
