#!/usr/bin/env python3
"""Write Scanners/Wallets/Data/bip39-english.txt from the npm package `bip39`.

usage: scripts/data/bip39-words.py PACKAGE     (the directory that `npm pack bip39` and `tar xzf` leave)

One word per line in the order of the standard, which is alphabetical: a word's number is its line.
"""
import json
import pathlib
import sys

PACKAGE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).resolve().parents[2] / "Scanners/Wallets/Data/bip39-english.txt"

words = json.loads((PACKAGE / "src/wordlists/english.json").read_text(encoding="utf-8"))
about = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))
assert len(words) == 2048 and words == sorted(words) and all(3 <= len(word) <= 8 for word in words)
TARGET.write_text("\n".join(words) + "\n", encoding="ascii")
print(f"{about['name']} {about['version']} ({about['license']}): {TARGET.stat().st_size} bytes")
