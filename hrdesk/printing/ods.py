"""Writes ODS by streaming its XML.

A library (odfdo) was weighed and found wanting here: it takes 19 s for 4,000 rows of twelve cells and grows worse than linearly, stamps every
file with the clock, and leaves print setup, repeated rows, locks and pick lists to raw XML anyway. The same sheet always gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from hrdesk.printing import odf
from hrdesk.printing.odf import DECLARATION, FONTS, LANGUAGE, SPACES, paragraphs
from hrdesk.printing.sheet import DRAFT, Cell, Look, Sheet, SheetRow
from hrdesk.printing.written import xml_text


def write_ods(sheets: Sequence[Sheet]) -> bytes:
    """Return one sheet or several of one form as ODS; every cell is text."""
    return odf.package(odf.SPREADSHEET, _Looks(sheets).content(), _page(sheets[0]), sheets[0].title)


def write_ods_list(name: str, rows: Iterable[Iterable[str]]) -> bytes:
    """Return a plain list as ODS, the first row its heading; rows are written as they come."""
    return odf.package(odf.SPREADSHEET, _list_content(name, rows), _page(Sheet(name, name, (), (), landscape=True)), name)


def _list_content(name: str, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield _opening("")
    yield f'<table:table table:name={quoteattr(name)} table:style-name="ta1">'
    for number, row in enumerate(rows):
        line = f"<table:table-row>{''.join(map(_plain_cell, row))}</table:table-row>"
        yield line if number else f"<table:table-header-rows>{line}</table:table-header-rows>"
    yield f"</table:table>{_CLOSING}"


def _plain_cell(text: str) -> str:
    return f"<table:table-cell {_value(text)}>{paragraphs(text)}</table:table-cell>" if text else "<table:table-cell/>"


def _value(text: str) -> str:
    """Return the marks of a text cell; tabs are said twice, because readers overlook them in the paragraphs."""
    if "\t" not in text:
        return 'office:value-type="string"'
    return f'office:value-type="string" office:string-value={quoteattr(xml_text(text))}'


def _opening(styles: str) -> str:
    table = '<style:style style:name="ta1" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>'
    return (
        f'{DECLARATION}<office:document-content {SPACES} office:version="1.3">{FONTS}<office:automatic-styles>{table}{styles}</office:automatic-styles>'
        "<office:body><office:spreadsheet>"
    )


_CLOSING = "</office:spreadsheet></office:body></office:document-content>"


class _Looks:
    """Numbers the styles of a form's sheets as they are met and writes their content."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.widths = sheets[0].widths
        self.looks: dict[Look, str] = {}
        self.heights: dict[float, str] = {}
        self.lists: dict[tuple[str, ...], str] = {}
        self.body = "".join(map(self._table, sheets))

    def content(self) -> Iterator[str]:
        """Yield the parts of content.xml."""
        widths = "".join(
            f'<style:style style:name="co{number}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width:.2f}mm"/></style:style>'
            for number, width in enumerate(self.widths)
        )
        heights = "".join(
            f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties style:row-height="{height:.2f}mm"'
            ' style:use-optimal-row-height="false"/></style:style>'
            for height, name in self.heights.items()
        )
        yield _opening(widths + heights + "".join(_style(look, name) for look, name in self.looks.items()))
        yield self._validations()
        yield f"{self.body}{_CLOSING}"

    def _table(self, sheet: Sheet) -> str:
        locked = ' table:protected="true"' if sheet.locked else ""
        columns = "".join(f'<table:table-column table:style-name="co{number}"/>' for number in range(len(sheet.widths)))
        rows = "".join(self._rows(sheet))
        return f'<table:table table:name={quoteattr(sheet.name)} table:style-name="ta1"{locked}>{columns}{rows}</table:table>'

    def _validations(self) -> str:
        if not self.lists:
            return ""
        items = "".join(_validation(name, choices) for choices, name in self.lists.items())
        return f"<table:content-validations>{items}</table:content-validations>"

    def _rows(self, sheet: Sheet) -> Iterator[str]:
        for row in sheet.rows:
            line = self._row(row)
            yield f"<table:table-header-rows>{line}</table:table-header-rows>" if row.repeat else line

    def _row(self, row: SheetRow) -> str:
        height = self.heights.setdefault(round(row.height, 2), f"ro{len(self.heights)}")
        cells = "".join(map(self._cell, row.cells)) or "<table:table-cell/>"
        return f'<table:table-row table:style-name="{height}">{cells}</table:table-row>'

    def _cell(self, cell: Cell) -> str:
        style = self.looks.setdefault(cell.look, f"ce{len(self.looks)}")
        marks = f'table:style-name="{style}"'
        if cell.choices:
            marks += f' table:content-validation-name="{self.lists.setdefault(cell.choices, f"val{len(self.lists)}")}"'
        if cell.span > 1:
            marks += f' table:number-columns-spanned="{cell.span}" table:number-rows-spanned="1"'
        covered = f'<table:covered-table-cell table:style-name="{style}" table:number-columns-repeated="{cell.span - 1}"/>' if cell.span > 1 else ""
        if not cell.text:
            return f"<table:table-cell {marks}/>{covered}"
        return f"<table:table-cell {marks} {_value(cell.text)}>{paragraphs(cell.text)}</table:table-cell>{covered}"


def _validation(name: str, choices: tuple[str, ...]) -> str:
    listed = ";".join(f'"{choice}"' for choice in choices)
    hint = "請由清單選擇：" + "、".join(choices)
    return (
        f'<table:content-validation table:name="{name}" table:condition={quoteattr(f"of:cell-content-is-in-list({listed})")}'
        ' table:allow-empty-cell="true" table:display-list="unsorted">'
        f'<table:error-message table:display="true" table:message-type="stop"><text:p>{escape(hint)}</text:p></table:error-message>'
        "</table:content-validation>"
    )


def _style(look: Look, name: str) -> str:
    border = ' fo:border="0.6pt solid #000000"' if look.border else ""
    shade = f' fo:background-color="#{look.shade}"' if look.shade else ""
    lock = "none" if look.fill else "protected"
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if look.bold else ""
    align = {"left": "start", "center": "center", "right": "end"}[look.align]
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="middle" fo:padding="0.7mm" style:cell-protect="{lock}"{border}{shade}/>'
        f'<style:paragraph-properties fo:text-align="{align}" fo:margin-left="0mm"/>'
        f"<style:text-properties {odf.font_size(look.size)}{weight}/></style:style>"
    )


def _page(sheet: Sheet) -> str:
    """Return styles.xml: the paper, page numbers, small print and whether it is a draft."""
    draft = f"<text:p>{DRAFT}</text:p>" if sheet.draft else ""
    return (
        f'{DECLARATION}<office:document-styles {SPACES} office:version="1.3">{FONTS}<office:styles>'
        '<style:default-style style:family="table-cell"><style:paragraph-properties style:line-break="strict"/>'
        f'<style:text-properties style:font-name="kai" style:font-name-asian="kai" {odf.font_size(11)} {LANGUAGE}/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/>'
        "</office:styles><office:automatic-styles>"
        f'<style:page-layout style:name="pm1"><style:page-layout-properties {odf.paper(landscape=sheet.landscape)}'
        ' style:scale-to-X="1" style:scale-to-Y="0" style:table-centering="horizontal" style:print="objects charts drawings"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-size="7.5pt" style:font-size-asian="7.5pt"/></style:style>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="pm1">'
        f"<style:header>{draft}</style:header>"
        "<style:footer><text:p>第<text:page-number>1</text:page-number>頁，共<text:page-count>1</text:page-count>頁</text:p>"
        f'<text:p><text:span text:style-name="T1">{escape(xml_text(sheet.small_print))}</text:span></text:p></style:footer>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )
