"""`/docs`: the API's description as Swagger UI, from files of ours and of a wheel, so that nothing is asked of third parties."""

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

HERE = Path(__file__).parent


def install(app: FastAPI) -> None:
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def docs() -> FileResponse:
        return FileResponse(HERE / "pages" / "docs.html")

    @router.get("/docs.js")
    async def script() -> FileResponse:
        return FileResponse(HERE / "pages" / "docs.js", media_type="text/javascript")

    app.include_router(router)
    spec = find_spec("fastapi_offline")
    assert spec is not None
    assert spec.origin is not None
    app.mount("/swagger", StaticFiles(directory=Path(spec.origin).parent / "static"), name="swagger")
