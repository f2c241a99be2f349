"""What somebody was typing when the program died: one row an open editor, committed like a record, without an entry in the log or a step to undo."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from hrdesk.store.mapping import utc_text
from hrdesk.store.statements import insert_into
from hrdesk.store.tables import UNSAVED

ASIDE = "\n"  # between a key and the moment of what was put aside; no key of an editor holds it


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What stood in an editor: its name, the record or place it was open on, the text of every field, and when that was (UTC)."""

    editor: str
    key: str
    texts: Mapping[str, str]
    at: datetime

    @property
    def aside(self) -> bool:
        """Tell whether something newer was typed in its place since, so that no editor goes on with it."""
        return ASIDE in self.key


def put_aside(connection: Connection, who: str, editor: str, key: str) -> None:
    """Leave one row under a key of its own, with its moment, so that its place is free; none there is no error."""
    mine = (UNSAVED.c.who == who) & (UNSAVED.c.editor == editor) & (UNSAVED.c.key == key)
    connection.execute(update(UNSAVED).where(mine).values(key=UNSAVED.c.key + ASIDE + UNSAVED.c.at))


def keep(connection: Connection, who: str, kept: Unsaved) -> None:
    """Write one row, in the place of the one before."""
    values = {"at": utc_text(kept.at), "texts": json.dumps(dict(kept.texts), ensure_ascii=False)}
    row = insert_into(connection, UNSAVED).values(who=who, editor=kept.editor, key=kept.key, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["who", "editor", "key"], set_=values))


def kept_for(connection: Connection, who: str) -> tuple[Unsaved, ...]:
    """Return a person's rows, by editor and key."""
    rows = connection.execute(select(UNSAVED).where(UNSAVED.c.who == who).order_by(UNSAVED.c.editor, UNSAVED.c.key)).all()
    return tuple(Unsaved(editor, key, json.loads(texts), datetime.fromisoformat(at)) for _, editor, key, at, texts in rows)


def forget(connection: Connection, who: str, editor: str, key: str) -> None:
    """Delete one row; none there is no error."""
    connection.execute(delete(UNSAVED).where(UNSAVED.c.who == who, UNSAVED.c.editor == editor, UNSAVED.c.key == key))
