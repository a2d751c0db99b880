"""One shape for every error of the JSON interfaces: `{"error": {"code", "message"}}`."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException


class ApiError(Exception):
    """An error that its caller can do something about; `message` says what."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


def install(app: FastAPI) -> None:
    """Answer every failure in the one shape; people's words are never repeated in it."""

    @app.exception_handler(ApiError)
    async def _api(request: Request, error: ApiError) -> JSONResponse:
        return _answer(error.status, error.code, error.message, error.headers)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        codes = {400: "malformed", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}
        return _answer(
            error.status_code, codes.get(error.status_code, "error"), str(error.detail), error.headers
        )

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return _answer(400, "malformed_json", "The body is not valid JSON.")
        place = ".".join(str(part) for part in first["loc"][1:]) or "body"
        return _answer(422, "invalid", f"{place}: {first['msg']}")

    @app.exception_handler(Exception)
    async def _bug(request: Request, error: Exception) -> JSONResponse:
        return _answer(500, "internal", "Something went wrong on our side; please try again.")


def _answer(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)
