"""The index that search reads: FTS5 with triggers on SQLite, a GIN index on PostgreSQL.

Made after migrating and not by a migration: changing the table of messages on SQLite means dropping it, triggers and all.
"""

import re
from unicodedata import normalize

from sqlalchemy import Connection, TextClause, text

from bot.store.folding import MARKED, PLAIN, spellings

_TABLE, _INDEX, _FORMER = "message_search", "search_messages_folded", "search_messages_text"
_FOLDED = f"translate({{column}}, '{MARKED}', '{PLAIN}')"
WORDS = f"to_tsvector('simple', regexp_replace({_FOLDED}, '[!-/:-@[-`{{{{-~]+', ' ', 'g'))"
"""How PostgreSQL takes a text apart: what is neither letter nor digit divides words, also in addresses; so does SQLite."""
_ROWS = f"INSERT INTO {_TABLE} (id, conversation, text) SELECT id, conversation, text FROM messages"
_MINE = f"DELETE FROM {_TABLE} WHERE {_TABLE} MATCH 'id : \"' || old.id || '\"'"
_NEW = f"INSERT INTO {_TABLE} (id, conversation, text) VALUES (new.id, new.conversation, new.text)"
_TRIGGERS = {
    "added": f"AFTER INSERT ON messages BEGIN {_NEW}; END",
    "changed": f"AFTER UPDATE OF text ON messages BEGIN {_MINE}; {_NEW}; END",
    "removed": f"AFTER DELETE ON messages BEGIN {_MINE}; END",
}
FORGET = f"INSERT INTO {_TABLE} ({_TABLE}) VALUES ('optimize')"
"""On SQLite: words of deleted messages stay in the index until its parts are merged, which this does with all of them."""
_LONGEST = 12
"""Words of a search that count."""


def make(connection: Connection) -> None:
    """Make what is missing of the index; on SQLite fill it again if it lacks messages."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {_FORMER}")
        connection.exec_driver_sql(
            f"CREATE INDEX IF NOT EXISTS {_INDEX} ON messages USING gin ({WORDS.format(column='text')})"
        )
        return
    tokens = "tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'"
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {_TABLE} USING fts5(id, conversation UNINDEXED, text, {tokens})"
    )
    for name, body in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {_TABLE}_{name} {body}")
    has, wants = (
        connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar_one()
        for table in (_TABLE, "messages")
    )
    if has != wants:
        connection.exec_driver_sql(f"DELETE FROM {_TABLE}")
        connection.exec_driver_sql(_ROWS)


def drop(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for name in _TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_TABLE}_{name}")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_TABLE}")
    else:
        for name in (_INDEX, _FORMER):
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")


def belongs(name: str | None) -> bool:
    """Whether a table or index is part of this one, which the code's tables know nothing of."""
    return (name or "").startswith((_TABLE, _INDEX, _FORMER))


def matching(words: str, *, sqlite: bool) -> tuple[TextClause, dict[str, object]] | None:
    """A query for (conversation, id) of the newest messages with all of the words, whose beginnings count.

    A word is found however its marks are written: Müller by "Muller" and "Mueller", Straße by "strasse".
    """
    said = [
        spellings(word) for word in re.findall(r"\w+", normalize("NFC", words).replace("_", " "))[:_LONGEST]
    ]
    if not said:
        return None
    if sqlite:
        terms = " AND ".join(f"({' OR '.join(f'"{word}"*' for word in ways)})" for ways in said)
        query = (
            f"SELECT s.conversation, s.id FROM {_TABLE} s WHERE {_TABLE} MATCH :terms"
            " ORDER BY s.rowid DESC LIMIT :most"
        )
        return text(query), {"terms": f"text : ({terms})"}
    query = (
        f"SELECT conversation, id FROM messages WHERE {WORDS.format(column='text')} @@ to_tsquery('simple', :terms)"
        " ORDER BY at DESC LIMIT :most"
    )
    return text(query), {
        "terms": " & ".join(f"({' | '.join(f'{word}:*' for word in ways)})" for ways in said)
    }
