# SPDX-License-Identifier: GPL-3.0-or-later
# The programs link SQLCipher and not SQLite. With a stray -lsqlite3 before it, keys would do nothing and children's
# data would be written in plain text (libsoup links libsqlite3; that one is harmless, as it is not ours).
import re
import subprocess
import sys

print(f"1..{len(sys.argv) - 1}")
for count, program in enumerate(sys.argv[1:], 1):
    dynamic = subprocess.run(["readelf", "-d", program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
    good = any(n.startswith("libsqlcipher") for n in needed) and not any(n.startswith("libsqlite3") for n in needed)
    print(f"{'ok' if good else 'not ok'} {count} {program.split('/')[-1]} links SQLCipher alone")
    if not good:
        print(program, "needs", " ".join(needed), file=sys.stderr)
