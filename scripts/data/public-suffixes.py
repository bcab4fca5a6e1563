#!/usr/bin/env python3
"""Write Scanners/Entropy/Data/public-suffixes.txt from the list that Debian's package `publicsuffix` installs.

usage: scripts/data/public-suffixes.py [LIST]     (default /usr/share/publicsuffix/public_suffix_list.dat)

One rule per line, sorted, names in their ASCII (xn--) form; comments and empty lines dropped. Nothing else changes, so
the result stays reviewable line by line against its source.
"""
import pathlib
import subprocess
import sys

LIST = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/publicsuffix/public_suffix_list.dat")
TARGET = pathlib.Path(__file__).resolve().parents[2] / "Scanners/Entropy/Data/public-suffixes.txt"


def ascii_form(rule: str) -> str:
    mark = next((m for m in ("!", "*.") if rule.startswith(m)), "")
    return mark + rule[len(mark):].encode("idna").decode("ascii").lower()


lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
rules = sorted({ascii_form(line.split()[0]) for line in lines if line and not line.startswith("//")})
version = subprocess.run(
    ["dpkg-query", "-W", "-f", "${Version}", "publicsuffix"], capture_output=True, text=True).stdout or "unknown"
TARGET.write_text(
    "# Public suffix list, https://publicsuffix.org/, Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/).\n"
    f"# Debian package publicsuffix {version}, rewritten by scripts/data/public-suffixes.py.\n"
    + "\n".join(rules) + "\n", encoding="ascii")
print(f"{len(rules)} rules, {TARGET.stat().st_size} bytes")
