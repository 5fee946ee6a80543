# SPDX-License-Identifier: GPL-3.0-or-later
# A laptop of the product's own: a record on disk that kinkeeper-tool works on.
import subprocess

from service import BUILD

TOOL = str(BUILD / "app" / "tool" / "kinkeeper-tool")


class Machine:
    def __init__(self, service, name):
        self.service, self.name = service, name
        (service.folder / name).mkdir()
        self.file, self.key_file = service.folder / name / f"{name}.kin", service.folder / name / f"{name}.hex"
        self.key_file.write_text(f"{ord(name[0]):064x}")

    def words(self, *words):
        return [TOOL, "--file", str(self.file), "--key-file", str(self.key_file), *words]

    def run(self, *words, good=(0,)):
        done = subprocess.run(self.words(*words), capture_output=True, text=True, timeout=300)
        assert done.returncode in good, (self.name, words, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def join(self, person="A Worker"):
        """Makes the record, if there is none."""
        if not self.file.exists():
            self.run("init")
        self.run("sync", "--endpoint", f"{self.service.address}/v1/{self.service.name}", "--code", self.service.code(person))

    def take_in(self, kind, *rows):
        """Rows of a spreadsheet, the first of them its heading."""
        path = self.service.folder / f"{self.name}.csv"
        path.write_text("\n".join(rows) + "\n")
        self.run("import", "csv", kind, str(path), good=(0, 5))
        path.unlink()
