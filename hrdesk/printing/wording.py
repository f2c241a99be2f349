"""What stands in each place of a form: facts filled into texts, boxes ticked, and the characters that no font draws."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from hrdesk.domain.forms import FormContent, MissingGlyph
from hrdesk.errors import Fault, PrintError
from hrdesk.printing.form import Column, FormDefinition, Table

_MARK = re.compile(r"(?:主旨|說明|依據)：|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|")  # or nothing
_SHORT = 32  # characters of a fingerprint that are printed


def filled(text: str, definition: FormDefinition, content: FormContent) -> str:
    """Return a text with its {facts}; raise PrintError FORM_DAMAGED (fact) if the content does not hold one of them."""
    try:
        return text.format_map(content.facts)
    except KeyError as error:
        raise PrintError(Fault.FORM_DAMAGED, form=definition.form, line=0, field="{" + str(error.args[0]) + "}") from error


def rows(table: Table, content: FormContent) -> tuple[Mapping[str, str], ...]:
    """Return the content's rows of a table, source after source."""
    return tuple(row for source in table.sources for row in content.tables.get(source, ()))


def leaves(definition: FormDefinition, content: FormContent) -> Iterator[FormContent]:
    """Yield one copy of a form whole, or in sheets where a table has a number of rows a page; empty rows fill the last, for who comes unannounced."""
    table = next((table for table in definition.tables if table.page_rows), None)
    if table is None:
        yield content
        return
    held, size = rows(table, content), table.page_rows
    for start in range(0, max(len(held), 1), size):
        sheet = held[start : start + size]
        filled_up = (*sheet, *({},) * (size - len(sheet)))
        yield replace(content, tables={**content.tables, **dict.fromkeys(table.sources, ()), table.sources[0]: filled_up})


def cell(column: Column, row: Mapping[str, str]) -> str:
    """Return what is printed in a cell: the row's text, its choices ticked among the column's boxes, or the empty boxes."""
    text = row.get(column.key, "") if column.key else ""
    if column.boxes:
        return ticked(column.boxes, text)
    return text if text.startswith(column.prefix) else column.prefix + text


def ticked(boxes: str, text: str) -> str:
    """Return the boxes with those ticked that the text names, each perhaps with a remark in brackets; a text that names anything else stands as it is."""
    if not text.strip():
        return boxes
    chosen = [part.strip().removesuffix("（）") for part in text.replace("、", "\n").split("\n")]
    for part in chosen:
        choice, bracket, _ = part.partition("（")
        if not re.search(rf"□{re.escape(choice)}(?=[□\s]|$)", boxes):
            return text
        boxes = re.sub(rf"□{re.escape(choice)}(?=[□\s]|$)", f"■{part if bracket else choice}", boxes, count=1)
    return boxes


def small_print(content: FormContent) -> str:
    """Return the line under the page number: print date, versions, fingerprint, and that personal data is held."""
    parts = (
        f"列印日期 {content.printed}" if content.printed else "",
        content.versions,
        f"資料指紋 {content.fingerprint[:_SHORT]}" if content.fingerprint else "",
        "含個人資料" if content.personal else "",
    )
    return "　".join(part for part in parts if part)


def page_number(page: int, pages: int) -> str:
    """Return 「第1頁，共3頁」."""
    return f"第{page}頁，共{pages}頁"


def mark_of(text: str) -> str:
    """Return the mark with which a paragraph begins, 主旨：, 一、 or （一）, or ""."""
    found = _MARK.match(text)
    return found[0] if found else ""


def plain(text: str) -> str:
    """Return a text as it is laid out: one kind of line end, tabs as spaces, and nothing for marks without a shape of their own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return text if text.isascii() else "".join(character for character in text if not _shapeless(character))


def _shapeless(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def missing(definition: FormDefinition, content: FormContent, drawable: Callable[[str], bool]) -> tuple[MissingGlyph, ...]:
    """Return every character that cannot be drawn, with its place; table "" is the text around the tables, row 0 its only row."""
    found = (one for copy in content.copies for one in _missing(definition, copy, drawable))
    return tuple(dict.fromkeys(found))


def _missing(definition: FormDefinition, content: FormContent, drawable: Callable[[str], bool]) -> list[MissingGlyph]:
    found: list[MissingGlyph] = []
    around = [("title", definition.title), *(("head", head.left + head.right) for head in definition.heads), ("label", definition.label)]
    around += [("body", text) for text in definition.body]
    for place, text in [*((name, filled(text, definition, content)) for name, text in around), ("totals", "".join(content.totals))]:
        found += [MissingGlyph(character, "", 0, place) for character in _undrawn(text, drawable)]
    for table in definition.tables:
        for source in table.sources:
            for number, row in enumerate(content.tables.get(source, ()), 1):
                for column in table.columns:
                    found += [MissingGlyph(character, source, number, column.key) for character in _undrawn(row.get(column.key, ""), drawable)]
    return found


def _undrawn(text: str, drawable: Callable[[str], bool]) -> list[str]:
    if text.isascii() and text.isprintable():
        return []
    return [character for character in dict.fromkeys(text) if character not in "\r\n\t" and not drawable(character)]
