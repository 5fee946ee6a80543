# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of the house that a machine can see, one TAP test each. A line that breaks one is named with its file.
import collections
import os
import pathlib
import re
import subprocess
import sys

SOURCE = pathlib.Path(sys.argv[1])
BELOW = {
    "core": "", "rules": "core", "store": "core", "book": "core rules store", "exchange": "core rules store book",
    "report": "core rules store book", "sync": "core store", "endpoint": "core store sync",
    "tool": "core rules store book exchange report sync",
    "ui": "core rules store book exchange report sync", "main.c": "core rules store book exchange report sync ui",
}
# What newer GTK and libadwaita call deprecated: kept together where it can be replaced in one go.
LATER = r"\b(gtk_(message_|about_)?dialog_\w+|Gtk(Message|About)?Dialog|\w*adw_message_dialog\w*|AdwMessageDialog|" \
        r"gtk_file_chooser_native\w*|GtkFileChooserNative|adw_(show_)?about_window\w*|AdwAboutWindow|" \
        r"gtk_shortcuts_window\w*|GtkShortcutsWindow|gtk_tree_view\w*|gtk_combo_box\w*|gtk_info_bar\w*)\b"
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|FROM|WHERE|VALUES|ORDER BY|ATTACH|AND|SET|INTO|JOIN|UNION)\b")
SQL_NAMES = "/* names from the tables */"
LONGEST_FILE, LONGEST_FUNCTION = 600, 60

app = sorted(p for p in (SOURCE / "app").rglob("*.[ch]"))
tests = sorted(p for p in (SOURCE / "tests").rglob("*.[ch]"))
text = {p: p.read_text(encoding="utf-8").split("\n") for p in app + tests}


def room(path):
    return path.relative_to(SOURCE / "app").parts[0]


def code(path):
    """The lines of a file with comments and what is in quotation marks blanked, so that braces and words count."""
    whole = "\n".join(text[path])

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0)) if match.group(0)[0] == "/" else '""' + "\n" * match.group(0).count("\n")
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, whole, flags=re.S).split("\n")


def lines(pattern, where, blanked=True):
    found = re.compile(pattern)
    for path in where:
        for number, line in enumerate(code(path) if blanked else text[path], 1):
            if found.search(line):
                yield path, number, line.strip()


def rooms():
    owner = {p.name: room(p) for p in app if p.suffix == ".h"}
    for path in app:
        mine = room(path)
        allowed = BELOW.get(mine, "").split() + [mine]
        for number, line in enumerate(text[path], 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if match and owner.get(match.group(1).split("/")[-1], mine) not in allowed:
                yield path, number, f"{mine} may not look into {owner[match.group(1).split('/')[-1]]}"
            if match and "/" in match.group(1):
                yield path, number, "headers are included by their name alone"


def sqlite_in_store():
    yield from lines(r"\bsqlite3|#\s*include\s+<sqlcipher", [p for p in app if room(p) != "store"])


def gtk_in_ui():
    yield from lines(r"#\s*include\s+<(gtk/|gdk/|gsk/|adwaita)|\b(gtk|adw|gdk)_\w+ \(",
                     [p for p in app if room(p) not in ("ui", "main.c")])


def sql_from_tables():
    """A name put into SQL is quoted and comes from a record table; anything else says so beside it."""
    for path in app:
        for number, line in enumerate(text[path], 1):
            quoted = " ".join(re.findall(r'"(?:\\.|[^"\\])*"', line))
            if "%s" not in quoted or not SQL.search(quoted) or re.search(r"\bN?_ ?\(", line):
                continue
            named = quoted.count("%s") == len(re.findall(r'\\"%s\w*\\"', quoted)) and "->name" in line + " ".join(text[path][number:number + 1])
            if not named and SQL_NAMES not in line + text[path][number - 2]:
                yield path, number, line.strip()


def file_length():
    for path, its in text.items():
        if len(its) - 1 > LONGEST_FILE:
            yield path, len(its), f"{len(its) - 1} lines, of {LONGEST_FILE} at most"


def function_length():
    for path in text:
        start, depth, before = 0, 0, ""
        for number, line in enumerate(code(path), 1):
            if line.startswith("{") and depth == 0 and before.rstrip().endswith(")"):
                start = number
            depth += line.count("{") - line.count("}")
            if depth <= 0 and start:
                if number - start + 1 > LONGEST_FUNCTION:
                    yield path, start, f"{number - start + 1} lines, of {LONGEST_FUNCTION} at most"
                start = 0
            before = line if line.strip() else before


def beginnings():
    for path, its in text.items():
        if its[0] != "/* SPDX-License-Identifier: GPL-3.0-or-later */":
            yield path, 1, "the first line is not the SPDX line"
        rest = [line for line in its[1:] if line.strip() and line.strip() != "#pragma once"]
        if path.suffix == ".c" and not (rest and rest[0].lstrip().startswith("/*")):
            yield path, 2, "no comment says the one idea of the file"
        if path.suffix == ".h" and "#pragma once" not in its:
            yield path, 2, "no #pragma once"


def header_names():
    for name, count in collections.Counter(p.name for p in app if p.suffix == ".h").items():
        if count > 1:
            yield next(p for p in app if p.name == name), 1, f"{count} headers have this name"


def deprecated_later():
    yield from lines(LATER, [p for p in app if p.name != "ask.c"])


def sentences_whole():
    """xgettext knows PRId64 and cuts a sentence off at GLib's name for it."""
    yield from lines(r'(?<![A-Za-z0-9_])(_|N_|g_dngettext) ?\(.*" G_GINT64_FORMAT', app, blanked=False)


def unfinished():
    yield from lines(r"\b(TODO|FIXME|XXX)\b", text, blanked=False)


def subjects():
    """area: Summary, with a capital and no full stop; only of the commits that this clone has."""
    if not (SOURCE / ".git").exists():
        return
    log = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(SOURCE), "log", "--no-merges", "--format=%h %s"],
                         capture_output=True, text=True, env={**os.environ, "HOME": "/nonexistent"})
    for line in log.stdout.splitlines():
        if not re.match(r"\w+ [a-z][a-z0-9/, -]*: [A-Z0-9].*[^.]$", line):
            yield SOURCE / ".git", 0, line


CHECKS = [rooms, sqlite_in_store, gtk_in_ui, sql_from_tables, file_length, function_length, beginnings, header_names,
          deprecated_later, sentences_whole, unfinished, subjects]
print(f"1..{len(CHECKS)}")
for count, check in enumerate(CHECKS, 1):
    found = list(check())
    for path, number, what in found:
        print(f"{path.relative_to(SOURCE)}:{number}: {what}", file=sys.stderr)  # where meson shows it
    print(f"{'not ok' if found else 'ok'} {count} {check.__name__.replace('_', '-')}")
sys.exit(0)
