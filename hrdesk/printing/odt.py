"""Writes ODT by streaming its XML: the narrative forms, to be gone over in a word processor. The same content always gives the same bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from hrdesk.domain.forms import FormContent
from hrdesk.printing import odf, wording
from hrdesk.printing.breaking import em_widths, measure
from hrdesk.printing.form import Align, FormDefinition, Table
from hrdesk.printing.odf import DECLARATION, FONTS, LANGUAGE, SPACES
from hrdesk.printing.sheet import DRAFT
from hrdesk.printing.written import xml_text

_POINT = 25.4 / 72  # millimetres
_HEAD, _SIGN_LABEL, _SIGN_BOX = 11.0, 8.0, 18.0


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph looks: type size in points, indent of all lines but the first and room below in millimetres; `opens` begins a copy of the form."""

    size: float
    align: str = "start"
    bold: bool = False
    hang: float = 0.0
    below: float = 0.0
    opens: bool = False


def write_odt(definition: FormDefinition, content: FormContent) -> bytes:
    """Return the form as a text document, every copy beginning on a page numbered 1."""
    document = _Document(definition)
    body = "".join(piece for copy in content.copies for piece in document.copy(copy))
    title = wording.filled(definition.title, definition, content)
    return odf.package(odf.TEXT, (document.opening(), body, _CLOSING), _page(definition, content), title)


class _Document:
    """Numbers the styles as they are met and writes the parts of a form in the order in which they are read."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self.looks: dict[_Look, str] = {}
        self.widths: dict[float, str] = {}
        self.heights: dict[float, str] = {}
        self.tables = 0

    def opening(self) -> str:
        """Return content.xml up to its body."""
        look = "".join(_paragraph_style(look, name, self.definition.width) for look, name in self.looks.items())
        columns = "".join(
            f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties style:column-width="{width:.2f}mm"/></style:style>'
            for width, name in self.widths.items()
        )
        rows = "".join(
            f'<style:style style:name="{name}" style:family="table-row">'
            f'<style:table-row-properties style:min-row-height="{height:.2f}mm" fo:keep-together="auto"/></style:style>'
            for height, name in self.heights.items()
        )
        table = f'<style:table-properties style:width="{self.definition.width:g}mm" table:align="left" table:border-model="collapsing"/>'
        styles = f'<style:style style:name="ta1" style:family="table">{table}</style:style>{_cell_style("ce1", "")}{_cell_style("ce2", "#EDEDED")}'
        return (
            f'{DECLARATION}<office:document-content {SPACES} office:version="1.3">{FONTS}<office:automatic-styles>{look}{columns}{rows}{styles}'
            "</office:automatic-styles><office:body><office:text>"
        )

    def copy(self, content: FormContent) -> Iterator[str]:
        """Yield the parts of one copy of the form."""
        definition = self.definition

        def filled(text: str) -> str:
            return wording.filled(text, definition, content)

        yield self._paragraph(filled(definition.label), _Look(_HEAD, opens=True))
        yield self._paragraph(filled(definition.title), _Look(definition.title_size, "center", bold=True, below=1.5))
        for head in definition.heads:
            yield self._paragraph("\t".join(part for part in (filled(head.left), filled(head.right)) if part), _Look(_HEAD))
        yield from (self._noted(filled(text), definition.body_size, 1.5) for text in definition.body)
        for table in definition.tables:
            yield self._paragraph(filled(table.caption), _Look(_HEAD, bold=True) if table.caption else _Look(4.0))
            yield self._table(table, content)
        yield self._paragraph("", _Look(4.0))
        yield from (self._paragraph(line, _Look(definition.size)) for line in content.totals)
        yield from (self._noted(filled(note), definition.note_size, 0.0) for note in definition.notes)
        yield from self._signatures()

    def _paragraph(self, text: str, look: _Look) -> str:
        return odf.paragraphs(text, self.looks.setdefault(look, f"P{len(self.looks)}"))

    def _noted(self, text: str, size: float, below: float) -> str:
        """Return a paragraph whose mark, 主旨： or 一、, stands out to the left."""
        hang = measure(wording.mark_of(text), em_widths()) * size * _POINT
        return self._paragraph(text, _Look(size, hang=round(hang, 2), below=below))

    def _table(self, table: Table, content: FormContent) -> str:
        size = self.definition.size
        widths = [column.width for column in table.columns]
        title = _Look(size, "center")
        heading = self._row([(column.title, title) for column in table.columns], table.row_height, shaded=True)
        looks = [_Look(size, "center" if column.align is Align.CENTER else "start") for column in table.columns]
        rows = wording.rows(table, content)
        lines = [self._row([(wording.cell(column, row), look) for column, look in zip(table.columns, looks, strict=True)], table.row_height) for row in rows]
        empty = f"<table:table-row>{self._cell(table.empty, title, len(widths))}{'<table:covered-table-cell/>' * (len(widths) - 1)}</table:table-row>"
        return self._framed(widths, heading, "".join(lines) if rows else empty)

    def _framed(self, widths: Sequence[float], heading: str, rows: str) -> str:
        self.tables += 1
        columns = "".join(f'<table:table-column table:style-name="{self.widths.setdefault(width, f"co{len(self.widths)}")}"/>' for width in widths)
        repeated = f"<table:table-header-rows>{heading}</table:table-header-rows>"
        return f'<table:table table:name="表{self.tables}" table:style-name="ta1">{columns}{repeated}{rows}</table:table>'

    def _row(self, cells: Sequence[tuple[str, _Look]], height: float, *, shaded: bool = False) -> str:
        style = self.heights.setdefault(height, f"ro{len(self.heights)}")
        inner = "".join(self._cell(text, look, shaded=shaded) for text, look in cells)
        return f'<table:table-row table:style-name="{style}">{inner}</table:table-row>'

    def _cell(self, text: str, look: _Look, span: int = 1, *, shaded: bool = False) -> str:
        spanned = f' table:number-columns-spanned="{span}"' if span > 1 else ""
        style = "ce2" if shaded else "ce1"
        return f'<table:table-cell table:style-name="{style}"{spanned} office:value-type="string">{self._paragraph(text, look)}</table:table-cell>'

    def _signatures(self) -> Iterator[str]:
        labels = self.definition.signatures
        if labels:
            centred = _Look(_HEAD, "center")
            boxes = self._row([("", centred) for _ in labels], _SIGN_BOX)
            yield self._paragraph("", _Look(8.0))
            yield self._framed([self.definition.width / len(labels)] * len(labels), self._row([(label, centred) for label in labels], _SIGN_LABEL), boxes)
            yield self._paragraph("", _Look(4.0))


_CLOSING = "</office:text></office:body></office:document-content>"


def _paragraph_style(look: _Look, name: str, width: float) -> str:
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if look.bold else ""
    indent = f' fo:margin-left="{look.hang:g}mm" fo:text-indent="-{look.hang:g}mm"' if look.hang else ""
    master = ' style:master-page-name="Standard"' if look.opens else ""
    number = ' style:page-number="1"' if look.opens else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{master}>'
        f'<style:paragraph-properties fo:text-align="{look.align}" fo:margin-top="0mm" fo:margin-bottom="{look.below:g}mm"{indent}{number}>'
        f'<style:tab-stops><style:tab-stop style:position="{width:g}mm" style:type="right"/></style:tab-stops></style:paragraph-properties>'
        f"<style:text-properties {odf.font_size(look.size)}{weight}/></style:style>"
    )


def _cell_style(name: str, shade: str) -> str:
    ground = f' fo:background-color="{shade}"' if shade else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell">'
        f'<style:table-cell-properties style:vertical-align="middle" fo:padding="0.8mm" fo:border="0.6pt solid #000000"{ground}/></style:style>'
    )


def _page(definition: FormDefinition, content: FormContent) -> str:
    """Return styles.xml: the paper, page numbers, small print and whether it is a draft; of several copies nobody counts the pages of one."""
    draft = f"<style:header><text:p>{DRAFT}</text:p></style:header>" if content.draft else ""
    count = "" if content.further else "，共<text:page-count>1</text:page-count>頁"
    small = escape(xml_text(wording.small_print(content)))
    return (
        f'{DECLARATION}<office:document-styles {SPACES} office:version="1.3">{FONTS}<office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:line-break="strict" fo:line-height="125%"/>'
        f'<style:text-properties style:font-name="kai" style:font-name-asian="kai" {odf.font_size(11)} {LANGUAGE}/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        "</office:styles><office:automatic-styles>"
        f'<style:page-layout style:name="pm1"><style:page-layout-properties {odf.paper(landscape=definition.landscape)}/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout>'
        '<style:style style:name="F1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>'
        f'<style:style style:name="T1" style:family="text"><style:text-properties {odf.font_size(7.5)}/></style:style>'
        f'</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">{draft}'
        f'<style:footer><text:p text:style-name="F1">第<text:page-number>1</text:page-number>頁{count}</text:p>'
        f'<text:p text:style-name="F1"><text:span text:style-name="T1">{small}</text:span></text:p></style:footer>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )
