"""A PDF file with two composite fonts, written through reportlab's document objects.

reportlab's own TrueType support cuts a font into pieces of 256 characters, writes wrong Unicode above U+FFFF and registers fonts for the whole
process. Here each face becomes one Identity-H font with its own subset and character map, inside one document, and a page's content is compressed
as soon as it is laid out, so that a thousand pages need little memory. The same pages always give the same bytes.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFPage, PDFStream

from hrdesk.printing import fonts, truetype
from hrdesk.printing.fields import Field, put


class EmbeddedFont:
    """One face of the chain inside one document: hands out two-byte codes as characters are used, then writes itself."""

    def __init__(self, position: int) -> None:
        """Begin with no characters."""
        self.name = f"F{position + 1}"
        self.position = position
        self.glyphs = [0]
        self.characters: list[str] = []
        self.codes = _Codes(self)

    def write(self, document: PDFDocument) -> None:
        """Write the font with the characters used."""
        face = fonts.face(fonts.CHAIN[self.position])
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256("".join(self.characters).encode("utf-8")).digest()[:6])
        base = f"{tag}+{face.name}"
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(base),
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": document.Reference(self._descriptor(document, face, base)),
                "DW": 1000,
                "W": PDFArray([1, PDFArray([round(1000 * fonts.WIDTHS[character], 3) for character in self.characters])]),
                "CIDToGIDMap": PDFName("Identity"),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(_unicode_map(self.characters).encode("ascii"))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _descriptor(self, document: PDFDocument, face: truetype.Face, base: str) -> PDFDictionary:
        data = truetype.subset(face, self.glyphs)
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        scale = 1000 / face.units
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(base),
                "Flags": 4,
                "FontBBox": PDFArray([round(edge * scale) for edge in face.box]),
                "ItalicAngle": 0,
                "Ascent": round(face.ascent * scale),
                "Descent": round(face.descent * scale),
                "CapHeight": round(face.ascent * scale),
                "StemV": 80,
                "FontFile2": document.Reference(file),
            }
        )


class _Codes(dict[str, str]):
    """Hexadecimal two-byte codes by character; a character of another face is a KeyError."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self.font = font

    def __missing__(self, character: str) -> str:
        placed = fonts.place(character)
        if placed is None or placed[0] != self.font.position:
            raise KeyError(character)
        code = self[character] = f"{len(self.font.glyphs):04X}"
        self.font.glyphs.append(placed[1])
        self.font.characters.append(character)
        return code


class PdfFile:
    """Collects pages and their fonts, then gives the whole file."""

    def __init__(self, title: str, size: tuple[float, float]) -> None:
        """Begin an empty document; `size` is the page's width and height in points."""
        self._document = PDFDocument(compression=1, invariant=1, lang="zh-TW")
        self._document.setTitle(title)
        self._document.setAuthor("hrdesk")
        self._document.setCreator("hrdesk")
        self._size = size
        self._bodies: list[PDFStream] = []
        self._fields: list[list[Field]] = []
        self.fonts = tuple(EmbeddedFont(position) for position in range(len(fonts.CHAIN)))

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (font name, hexadecimal codes) for each run of characters of one face; what no face draws becomes □."""
        main = self.fonts[0]
        try:
            yield main.name, "".join(map(main.codes.__getitem__, text))
        except KeyError:
            yield from self._mixed(text)

    def _mixed(self, text: str) -> Iterator[tuple[str, str]]:
        run, last = "", self.fonts[0]
        for character in text:
            placed = fonts.place(character)
            font = self.fonts[placed[0] if placed else 0]
            if font is not last and run:
                yield last.name, run
                run = ""
            run, last = run + font.codes[character if placed else fonts.PLACEHOLDER], font
        yield last.name, run

    def add(self, content: str, fields: Sequence[Field] = ()) -> None:
        """Add a page with its content stream and the fields to fill in on it."""
        self._bodies.append(_stream(content.encode("ascii")))
        self._fields.append(list(fields))

    @property
    def pages(self) -> int:
        """Return how many pages there are so far."""
        return len(self._bodies)

    def finish(self, under: str, footer: Callable[[int, int], str]) -> bytes:
        """Return the file; `under` lies beneath every page, `footer(page, pages)` on it."""
        document = self._document
        shared = [document.Reference(_stream(under.encode("ascii")))] if under else []
        resources = document.Reference(PDFDictionary({"Font": PDFObjectReference("BasicFonts"), "ProcSet": "[/PDF /Text]"}))
        for number, (body, annotations) in enumerate(zip(self._bodies, put(document, self._fields), strict=True), 1):
            page = PDFPage()
            page.Annots = annotations
            page.pagewidth, page.pageheight = self._size
            foot = _stream(footer(number, self.pages).encode("ascii"))
            page.Resources = resources
            page.Contents = PDFArray([*shared, document.Reference(body), document.Reference(foot)])
            document.addPage(page)
        for font in self.fonts:
            if font.characters:
                font.write(document)
        data: bytes = document.GetPDFData(None)
        return data


def _stream(data: bytes) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), zlib.compress(data, 6))


def _unicode_map(characters: list[str]) -> str:
    """Return the character map by which readers copy text, UTF-16 above U+FFFF."""
    lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap", "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
    lines += ["/CMapName /Adobe-Identity-UCS def /CMapType 2 def", "1 begincodespacerange <0000> <FFFF> endcodespacerange"]
    for start in range(0, len(characters), 100):
        block = characters[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{start + offset + 1:04X}> <{character.encode('utf-16-be').hex().upper()}>" for offset, character in enumerate(block)]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"])
