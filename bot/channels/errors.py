"""One shape for every error of the JSON interfaces: `{"error": {"code", "message"}}`, in the language of whoever asked."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.claims.languages import FALLBACK, languages

_WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "errors.yml").read_text("utf-8"))
_CODES = {400: "malformed", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


class ApiError(Exception):
    """An error that its caller can do something about; `message` says what.

    Without a message it is the sentence that `errors.yml` has for the code.
    """

    def __init__(
        self, status: int, code: str, message: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message or sentence(code, FALLBACK))
        self.status, self.code, self.message, self.headers = status, code, message, headers


def sentence(code: str, language: str) -> str:
    """What is said of a failure with this code. Raises KeyError if nothing is."""
    return str(_WORDS[code].get(language, _WORDS[code][FALLBACK]))


def language_of(accepted: str) -> str:
    """The language to speak with whoever sent a request with this `Accept-Language`."""
    wanted = re.findall(r"\b([a-z]{2})(?:-[A-Za-z]+)?\b", accepted)
    return next((code for code in wanted if code in languages()), FALLBACK)


def reader(request: Request) -> str:
    """The language of whoever sent a request, by what their browser asks for."""
    return language_of(request.headers.get("accept-language", ""))


def install(app: FastAPI) -> None:
    """Answer every failure in the one shape; people's words are never repeated in it."""

    @app.exception_handler(ApiError)
    async def _api(request: Request, error: ApiError) -> JSONResponse:
        message = error.message or sentence(error.code, reader(request))
        return answer(error.status, error.code, message, error.headers)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        code = _CODES.get(error.status_code)
        message = sentence(code, reader(request)) if code else str(error.detail)
        return answer(error.status_code, code or "error", message, error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return answer(400, "malformed_json", sentence("malformed_json", reader(request)))
        place = ".".join(str(part) for part in first["loc"][1:]) or "body"
        return answer(422, "invalid", f"{place}: {first['msg']}")

    @app.exception_handler(Exception)
    async def _bug(request: Request, error: Exception) -> JSONResponse:
        return answer(500, "internal", sentence("internal", reader(request)))


def answer(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)
