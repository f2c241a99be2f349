"""Makes small sheets and workbooks for the tests: plainly made-up people, and files that no office program would write."""

import io
import zipfile
from collections.abc import Sequence

from hrdesk.intake.headings import SheetKind
from hrdesk.intake.recognise import Recognised, recognise
from hrdesk.intake.sheets import Cell, Sheet

WEBHR = [
    *("單位", "員工代號", "職務編號", "職稱", "職務列等", "職系", "姓名", "身分證號", "出生日期", "性別", "初任公職日", "本機關到職日", "現職到職日期"),
    *("現職職稱到職日", "相片", "學歷", "考試", "現支官職等", "俸級", "俸點", "最近五年考績", "主要經歷"),
]
SURNAMES = "王李張黃周吳趙錢孫鄭馮褚衛蔣沈韓楊朱秦尤許何呂施曹嚴華金魏陶"
GIVEN = "甲乙丙丁戊己庚辛壬癸"

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{}" Target="{}"/></Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest:manifest>'


def sheet(*rows: Sequence[Cell], name: str = "工作表1", hidden: bool = False) -> Sheet:
    """Return a sheet whose rows are as long as the longest."""
    width = max(map(len, rows), default=0)
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in rows), hidden)


def recognised(kind: SheetKind, *rows: Sequence[Cell]) -> Recognised:
    """Return a sheet of the rows, recognised."""
    return recognise([sheet(*rows)], kind)


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return an archive of the members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def xlsx_members(body: str, part: str = "worksheets/sheet1.xml") -> dict[str, str | bytes]:
    """Return the members of a workbook with one sheet; `body` is what stands in its worksheet element."""
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(f"{_OFFICE}/worksheet", part),
        f"xl/{part}": f'<worksheet xmlns="{_MAIN}">{body}</worksheet>',
    }


def xlsx(body: str) -> bytes:
    """Return a workbook with one sheet."""
    return zipped(xlsx_members(body))


def ods_members(rows: str, manifest: str = MANIFEST) -> dict[str, str | bytes]:
    """Return the members of an ODS with one table."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
    }


def ods(rows: str) -> bytes:
    """Return an ODS with one table."""
    return zipped(ods_members(rows))


def ods_cell(times: int = 1) -> str:
    """Return a filled cell that says it stands so many times."""
    return f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'


def person_name(index: int, *, rare: bool = True) -> str:
    """Return the name of a made-up person; some have characters that Big5 has not."""
    if rare and index % 50 == 7:
        return f"陳𡍼{GIVEN[index // 50 % 10]}"
    if rare and index % 50 == 8:
        return f"林𠅤{GIVEN[index // 50 % 10]}"
    return f"{SURNAMES[index % 30]}小{GIVEN[index // 30 % 10]}"


def webhr_row(index: int, *, rare: bool = True) -> list[str]:
    """Return one made-up person as CPAB1207R writes them."""
    row = dict.fromkeys(WEBHR, "")
    row |= {"單位": "人事室", "員工代號": f"{index:05d}", "職務編號": f"A{index:06d}", "職稱": "科員", "職務列等": "委任第五職等或薦任第六職等至第七職等"}
    row |= {"職系": "人事行政", "姓名": person_name(index, rare=rare), "出生日期": f"0{60 + index % 30}{index % 12 + 1:02d}{index % 28 + 1:02d}"}
    row |= {"性別": "男" if index % 2 else "女", "初任公職日": f"1{index % 10:02d}0301", "本機關到職日": f"11{index % 5}0{index % 9 + 1}01"}
    return list((row | {"現支官職等": "薦任第六職等", "最近五年考績": "甲甲甲甲甲"}).values())


def webhr(people: int, *, rare: bool = True) -> list[list[str]]:
    """Return the rows of a WebHR staff list of made-up people: agency, print date, headings, people."""
    return [["範例局"], ["列印日期：115/01/08"], list(WEBHR), *(webhr_row(index, rare=rare) for index in range(people))]
