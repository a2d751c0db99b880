"""Where an installation keeps its documents."""

from bot.documents.ports import Files
from bot.files.chosen import chosen_files
from bot.settings import Settings


def file_store(settings: Settings) -> Files:
    return chosen_files(
        settings.documents_url,
        settings.data_dir / "documents",
        endpoint=settings.documents_endpoint,
        region=settings.documents_region,
        key=settings.documents_key,
        secret=settings.documents_secret,
    )
