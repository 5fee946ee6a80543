# SPDX-License-Identifier: GPL-3.0-or-later
# A lost laptop: signed out at the office and told to keep nothing while it holds work that was never sent. Its window seals that work,
# erases the record and says both; the sealed file, handed in, is on the next laptop.
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["KIN_SOURCE_DIR"]) / "tests" / "endpoint"))
from desk import Desk, run
from service import BUILD, Service

PASSPHRASE = "four words are better"
HOME = """reference,name,telephone
H1,Ashdown,01254 000001
"""
service = Service()
desk = None
port = None


def path(name):
    return service.folder / f"{name}.kin"


def tool(name, *words):
    environment = {**os.environ, "KINKEEPER_PASSPHRASE": PASSPHRASE}
    done = subprocess.run([str(BUILD / "app" / "tool" / "kinkeeper-tool"), "--file", str(path(name)), *words], capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def join(name):
    tool(name, "init")
    if name == "lost":
        file = service.folder / "homes.csv"
        file.write_text(HOME)
        tool(name, "import", "csv", "household", str(file))
    tool(name, "sync", "--endpoint", f"{service.address}/v1/{service.name}", "--code", service.code("A Worker"))


def work_where_there_is_no_network():
    global desk, port
    service.found()
    service.add("A Worker")
    service.start()
    port = service.address.split(":")[-1]
    join("lost")
    service.stop()
    desk = Desk(str(path("lost")))
    desk.type_instead()
    desk.type("Passphrase or recovery key", PASSPHRASE)
    desk.press("Open")
    desk.go("Homes")
    desk.open_first_row("Homes")
    desk.type("Telephone", "01254 777777")
    desk.go("Outbox")
    desk.says("to send")


def be_signed_out_and_told_to_keep_nothing():
    device = re.search(r"^ {4}(\S{36}) ", service.run("list"), re.M).group(1)
    service.run("revoke", device, "--wipe")
    service.start("--listen", f"127.0.0.1:{port}")
    desk.act("win.sync")
    desk.says("This laptop was signed out")
    desk.says("hand it in")


def keep_nothing_but_the_sealed_work():
    left = [file.name for file in service.folder.rglob("*") if file.name.startswith("lost")]
    assert len(left) == 1 and left[0].endswith(".sealed"), left
    assert b"777777" not in (service.folder / left[0]).read_bytes()
    desk.close()


def find_it_on_the_next_laptop():
    sealed = next(service.folder.glob("lost*.sealed"))
    service.run("hand-in", service.name, str(sealed))
    join("next")
    homes = json.loads(tool("next", "list", "household", "--json"))
    assert [home["telephone"] for home in homes] == ["01254 777777"], homes
    service.close()


try:
    run(work_where_there_is_no_network, be_signed_out_and_told_to_keep_nothing, keep_nothing_but_the_sealed_work, find_it_on_the_next_laptop)
finally:
    if desk is not None and desk.process.poll() is None:
        desk.process.kill()
    service.close()
