"""For operators: alive, ready, and figures for Prometheus."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.service.ports import Engine, Store


def health_router(store: Store, engine: Engine) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def alive() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @router.get("/readyz")
    async def ready() -> JSONResponse:
        """Database and engine answer; 503 names what does not."""
        parts = {"database": await store.healthy(), "engine": await engine.ready()}
        state = {name: "ok" if answers else "not answering" for name, answers in parts.items()}
        return JSONResponse(state, 200 if all(parts.values()) else 503)

    @router.get("/metrics", response_class=Response)
    async def metrics() -> Response:
        """Counters and timings in Prometheus' text format."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router
