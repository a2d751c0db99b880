"""The documents' own part of the composition root: where they are kept, and who looks after them."""

from datetime import UTC, datetime

from bot.documents.model import Document
from bot.files.clamav import ClamAv
from bot.files.examiner import FileExaminer
from bot.parts.files import file_store
from bot.service.document_care import DocumentCare
from bot.service.documents import Documents
from bot.service.texts import text
from bot.settings import Settings
from bot.store.database import Database
from bot.store.documents import SqlDocuments
from bot.store.outbox import SqlOutbox
from bot.store.store import SqlStore


def document_parts(settings: Settings, database: Database, store: SqlStore) -> tuple[Documents, DocumentCare]:
    records, spool = SqlDocuments(database), settings.data_dir / "arriving"
    files = file_store(settings)
    scanner = ClamAv(settings.clamav) if settings.clamav else None
    outbox = SqlOutbox(database)

    async def infected(document: Document) -> None:
        conversation = await store.conversation(document.conversation)
        if conversation is not None and document.message is not None:
            sentence = text("infected_later", conversation.language).format(name=document.name)
            await outbox.say(conversation.id, f"infected-{document.id}", sentence, datetime.now(UTC))

    documents = Documents(records, files, FileExaminer(), spool, settings.upload_max, scanner)
    return documents, DocumentCare(records, files, spool, scanner, infected)
