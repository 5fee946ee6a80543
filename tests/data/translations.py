# SPDX-License-Identifier: GPL-3.0-or-later
# The translators see every sentence (po/POTFILES names all that have one, and nothing else), and their catalogues
# compile, with the same placeholders as the original.
import pathlib
import re
import subprocess
import sys

source = pathlib.Path(sys.argv[1])
number = 0


def tell(good, what, details=""):
    global number
    number += 1
    for line in details.splitlines():
        print("# " + line, file=sys.stdout if good else sys.stderr)  # where meson shows it
    print(f"{'ok' if good else 'not ok'} {number} {what}")


def has_sentences(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ui":
        return 'translatable="yes"' in text or 'translatable="true"' in text
    text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
    text = re.sub(r"^\s*#\s*define.*$", " ", text, flags=re.M)
    return re.search(r'(?<![A-Za-z0-9_])(N_|C_|NC_|_|ngettext|g_dngettext)\s?\(\s*[A-Z_]*\s*,?\s*"', text) is not None


languages = (source / "po/LINGUAS").read_text(encoding="utf-8").split()
print(f"1..{2 + len(languages)}")
listed = [line for line in (source / "po/POTFILES").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
there = sorted(str(p.relative_to(source)) for folder in ("app", "resources") for p in (source / folder).rglob("*")
               if p.suffix in (".c", ".h", ".ui") and has_sentences(p))
there += sorted(str(p.relative_to(source)) for p in (source / "data").glob("*")
                if p.name.endswith((".desktop.in", ".metainfo.xml.in", ".gschema.xml")))
missing, gone = sorted(set(there) - set(listed)), sorted(set(listed) - set(there))
tell(not missing, "POTFILES names every file with sentences (po/update does that)", "\n".join(missing))
tell(not gone, "POTFILES names no other file", "\n".join(gone))
for language in languages:
    done = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(source / f"po/{language}.po")],
                          capture_output=True, text=True)
    tell(done.returncode == 0, f"{language}.po compiles", done.stderr)
