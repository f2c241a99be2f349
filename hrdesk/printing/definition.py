"""Form definitions: one TOML file a form under `forms/<rule pack>/`, checked when read, so that an office edits a file and not the program."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import TypeVar

from hrdesk import paths
from hrdesk.errors import Fault, PrintError
from hrdesk.printing.form import Align, Column, FormDefinition, Head, Table

T = TypeVar("T")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def load_form(pack_id: str, form: str) -> FormDefinition:
    """Return the definition of a form under a rule pack; raise PrintError FORM_UNKNOWN or FORM_DAMAGED (facts form, line, field)."""
    path = paths.forms() / pack_id / f"{form}.toml"
    if not (_NAME.fullmatch(pack_id) and _NAME.fullmatch(form) and path.is_file()):
        known = "、".join(sorted(one.stem for one in path.parent.glob("*.toml"))) or "（無）"
        raise PrintError(Fault.FORM_UNKNOWN, pack=pack_id, form=form, known=known)
    return read_form(pack_id, form, path)


def read_form(pack_id: str, form: str, path: Path) -> FormDefinition:
    """Return the definition in a file; raise PrintError FORM_DAMAGED."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise PrintError(Fault.FORM_DAMAGED, form=form, line=0, field="UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise PrintError(Fault.FORM_DAMAGED, form=form, line=int(at[1]) if at else len(text.splitlines()), field="TOML") from error
    return _Reader(form, text, "", data).definition(pack_id)


class _Reader:
    """Takes typed values out of one TOML table; what is missing, mistyped or left over is FORM_DAMAGED."""

    def __init__(self, form: str, text: str, where: str, data: Mapping[str, object]) -> None:
        self.form, self.text, self.where, self.data, self.seen = form, text, where, data, set[str]()

    def damaged(self, key: str) -> PrintError:
        """Return the error for a field, with the first line on which its name stands in the file."""
        lines = (number for number, line in enumerate(self.text.splitlines(), 1) if re.search(rf"\b{re.escape(key)}\b\s*(=|\]\])", line))
        return PrintError(Fault.FORM_DAMAGED, form=self.form, line=next(lines, 0), field=self.where + key)

    def take(self, key: str, kind: type[T] | tuple[type[T], ...], default: T | None = None) -> T:
        """Return a value of the given type; without a default it has to be there."""
        self.seen.add(key)
        value = self.data.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.damaged(key)
        return value

    def words(self, key: str, default: str | None = None) -> str:
        """Return a text whose {facts} are well formed."""
        text = self.take(key, str, default)
        try:
            fields = [name for _, name, spec, change in Formatter().parse(text) if name is not None and (spec or change or not _NAME.fullmatch(name))]
        except ValueError as error:
            raise self.damaged(key) from error
        if fields:
            raise self.damaged(key)
        return text

    def length(self, key: str, default: float | None = None, least: float = 0.0) -> float:
        """Return a length or size of at least `least`."""
        value = float(self.take(key, (int, float), default))
        if not least <= value <= 1000:
            raise self.damaged(key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self.take(key, list, [])
        return tuple(_Reader(self.form, self.text, self.where, {key: value}).words(key) for value in values)

    def parts(self, key: str, read: Callable[["_Reader"], T]) -> tuple[T, ...]:
        """Return what an array of tables holds."""
        entries: Sequence[object] = self.take(key, list, [])
        tables = [entry for entry in entries if isinstance(entry, dict)]
        if len(tables) < len(entries):
            raise self.damaged(key)
        return tuple(read(_Reader(self.form, self.text, f"{self.where}{key}[{number}].", table)) for number, table in enumerate(tables, 1))

    def done(self) -> None:
        """Refuse keys that mean nothing: a misspelt key would otherwise be ignored in silence."""
        for key in self.data:
            if key not in self.seen:
                raise self.damaged(key)

    def head(self) -> Head:
        """Return one head line."""
        head = Head(self.words("left"), self.words("right", ""))
        self.done()
        return head

    def column(self) -> Column:
        """Return one column."""
        align = self.take("align", str, "left")
        if align not in ("left", "center"):
            raise self.damaged("align")
        column = Column(
            self.take("key", str),
            self.take("title", str),
            self.length("width", least=5.0),
            Align(align),
            self.take("boxes", str, ""),
            self.texts("choices"),
            self.take("fill", bool, default=False),
            self.take("prefix", str, ""),
        )
        self.done()
        return column

    def table(self) -> Table:
        """Return one table."""
        columns = self.parts("column", _Reader.column)
        sources = (self.take("name", str), *self.texts("also"))
        texts, lengths = (self.words("caption", ""), self.take("empty", str, "")), (self.length("row_height", 0.0), int(self.length("page_rows", 0.0)))
        table = Table(sources, columns, *texts, *lengths)
        self.done()
        keys = [column.key for column in columns if column.key]
        if not columns or len(keys) != len(set(keys)):
            raise self.damaged("column")
        return table

    def definition(self, pack_id: str) -> FormDefinition:
        """Return the whole form; tables may not be wider than the page."""
        orientation = self.take("orientation", str)
        if orientation not in ("portrait", "landscape"):
            raise self.damaged("orientation")
        definition = FormDefinition(
            pack_id,
            self.form,
            self.take("name", str),
            self.words("label"),
            self.words("title"),
            orientation == "landscape",
            self.parts("table", _Reader.table),
            self.parts("head", _Reader.head),
            self.texts("notes"),
            self.texts("signatures"),
            self.words("identity", ""),
            self.length("title_size", 17.0, least=10.0),
            self.length("size", 10.5, least=10.0),
            self.length("note_size", 10.0, least=9.0),
            self.texts("body"),
            self.length("body_size", 12.0, least=10.0),
        )
        self.done()
        for table in definition.tables:
            if table.width > definition.width + 0.01:
                raise self.damaged("width")
        return definition
