"""The fields of a PDF that a person fills in: form fields with their looks, as any reader of PDF understands them.

Every field brings its look, drawn with the embedded fonts, so that what is known already shows even where a reader has no Chinese font of its own; the
file therefore does not ask for new looks (NeedAppearances). What a person types a reader draws with its own fonts, because a font cut down to the
characters used cannot write others. No field has an action or a script.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFStream

STATES = {"是": "yes", "否": "no", "不適用": "na"}  # what a choice is called inside the file: names there are safe only in ASCII
DIGITS = 4  # that a number takes
_YELLOW = "1 .976 .859"
_READ_ONLY, _MULTILINE, _RADIO = 1, 1 << 12, 1 << 15
_PRINTED = 4  # the field stands on paper too
_ROUND = 0.5523  # of the radius: where the handles of a quarter circle stand

Box = tuple[float, float, float, float]  # left, bottom, right, top on the page, in points


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `buttons` are the choices with their places, else `box` takes a text; `drawn` is the content that shows `value` within its box."""

    name: str
    label: str
    value: str
    box: Box
    size: float
    drawn: str = ""
    number: bool = False
    fixed: bool = False
    buttons: tuple[tuple[str, Box], ...] = ()


def put(document: PDFDocument, pages: list[list[Field]]) -> Iterator[PDFArray | None]:
    """Yield the fields of each page as its annotations, None for a page without; afterwards the document has its form."""
    held: list[PDFObjectReference] = []
    for fields in pages:
        shown: list[PDFObjectReference] = []
        for one in fields:
            own = _radio(document, one) if one.buttons else [document.Reference(_text(document, one))]
            held.append(own[0])
            shown += own[1:] or own
        yield PDFArray(shown) if shown else None
    if held:
        fonts = PDFDictionary({"Helv": document.Reference(_base("Helvetica")), "ZaDb": document.Reference(_base("ZapfDingbats"))})
        form = {"Fields": PDFArray(held), "DR": PDFDictionary({"Font": fonts}), "DA": "(/Helv 9 Tf 0 g)"}
        document.Catalog.AcroForm = document.Reference(PDFDictionary(form))


def _base(name: str) -> PDFDictionary:
    parts = {"Type": PDFName("Font"), "Subtype": PDFName("Type1"), "BaseFont": PDFName(name)}
    return PDFDictionary(parts if name == "ZapfDingbats" else {**parts, "Encoding": PDFName("WinAnsiEncoding")})


def _named(one: Field) -> dict[str, object]:
    return {"T": _string(one.name), "TU": _string(one.label)}


def _widget(box: Box, look: object) -> dict[str, object]:
    rect = PDFArray([round(edge, 2) for edge in box])
    return {"Type": PDFName("Annot"), "Subtype": PDFName("Widget"), "F": _PRINTED, "Rect": rect, "AP": PDFDictionary({"N": look})}


def _text(document: PDFDocument, one: Field) -> PDFDictionary:
    width, height = one.box[2] - one.box[0], one.box[3] - one.box[1]
    shade = "" if one.fixed else f"{_YELLOW} rg 0 0 {width:.2f} {height:.2f} re f "
    look = _drawing(f"{shade}/Tx BMC q 0 g {one.drawn} Q EMC", width, height, fonts=True)
    parts = {**_widget(one.box, document.Reference(look)), **_named(one), "FT": PDFName("Tx"), "V": _string(one.value)}
    parts |= {"DA": f"(/Helv {one.size:g} Tf 0 g)", "Ff": _READ_ONLY if one.fixed else 0 if one.number else _MULTILINE}
    if not one.fixed:
        parts["MK"] = PDFDictionary({"BG": f"[{_YELLOW}]"})
    if one.number:
        parts["MaxLen"] = DIGITS
    return PDFDictionary(parts)


def _radio(document: PDFDocument, one: Field) -> list[PDFObjectReference]:
    """Return the field and then each of its buttons; pressing the chosen one again leaves the question open."""
    chosen = STATES.get(one.value, "Off")
    group = PDFDictionary({**_named(one), "FT": PDFName("Btn"), "Ff": _RADIO, "V": PDFName(chosen)})
    reference = document.Reference(group)
    buttons = [document.Reference(_button(document, reference, STATES[choice], chosen, box)) for choice, box in one.buttons]
    group.dict["Kids"] = PDFArray(buttons)
    return [reference, *buttons]


def _button(document: PDFDocument, parent: PDFObjectReference, state: str, chosen: str, box: Box) -> PDFDictionary:
    side = box[2] - box[0]
    ring = f"{_YELLOW} rg 0 G .8 w {_circle(side, side / 2 - 0.6)} b"
    looks = {state: f"{ring} 0 g {_circle(side, side / 4)} f", "Off": ring}
    states = PDFDictionary({name: document.Reference(_drawing(look, side, side)) for name, look in looks.items()})
    parts = {**_widget(box, states), "Parent": parent, "AS": PDFName(state if state == chosen else "Off")}
    return PDFDictionary({**parts, "DA": "(/ZaDb 0 Tf 0 g)", "MK": PDFDictionary({"CA": "(l)", "BC": "[0]", "BG": f"[{_YELLOW}]"})})


def _circle(side: float, radius: float) -> str:
    centre, handle = side / 2, radius * _ROUND
    around = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    path = [f"{centre + radius:.2f} {centre:.2f} m"]
    for (x, y), (to_x, to_y) in pairwise(around):
        first = (centre + x * radius + to_x * handle, centre + y * radius + to_y * handle)
        second = (centre + to_x * radius + x * handle, centre + to_y * radius + y * handle)
        points = (*first, *second, centre + to_x * radius, centre + to_y * radius)
        path.append(" ".join(f"{point:.2f}" for point in points) + " c")
    return " ".join(path)


def _drawing(content: str, width: float, height: float, *, fonts: bool = False) -> PDFStream:
    resources = PDFDictionary({"Font": PDFObjectReference("BasicFonts")} if fonts else {})
    box = PDFArray([0, 0, round(width, 2), round(height, 2)])
    return PDFStream(PDFDictionary({"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box, "Resources": resources}), content.encode("ascii"))


def _string(text: str) -> str:
    """Return a text as PDF writes it where it may be any language."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
