# SPDX-License-Identifier: GPL-3.0-or-later
# Two managers at their laptops: one asks in the window that a child be erased for good, the other approves it in hers; then no laptop and no
# list has the child or anything of it, and the second child is there as before.
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["KIN_SOURCE_DIR"]) / "tests" / "endpoint"))
from desk import Desk, run
from service import BUILD, Service

PASSPHRASE = "four words are better"
CHILDREN = """child_code,forename,surname,born
Z1,Zebedina,Quokkasson,2016-05-03
A1,Ada,Example,2018-05-03
"""
PLACEMENTS = """child,start,note
Z1,2020-01-01,keeps axolotls
A1,2020-01-01,as well
"""
IN_CARE = """child,start
Z1,2020-01-01
A1,2020-01-01
"""
service = Service()
desks = {}


def tool(name, *words, good=(0,)):
    environment = {**os.environ, "KINKEEPER_PASSPHRASE": PASSPHRASE}
    done = subprocess.run([str(BUILD / "app" / "tool" / "kinkeeper-tool"), "--file", str(service.folder / f"{name}.kinkeeper"), *words],
                          capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode in good, (words, done.stdout, done.stderr)
    return done.stdout


def two_managers_join():
    service.found()
    service.start()
    for name, person in (("a", "A. Boss"), ("b", "B. Boss")):
        service.add(person, "manager")
        tool(name, "init")
        if name == "a":
            for kind, text in (("child", CHILDREN), ("care_period", IN_CARE), ("placement", PLACEMENTS)):
                file = service.folder / f"{kind}.csv"
                file.write_text(text)
                tool(name, "import", "csv", kind, str(file))
        tool(name, "sync", "--endpoint", f"{service.address}/v1/{service.name}", "--code", service.code(person))


def open_both():
    for name in ("a", "b"):
        desks[name] = desk = Desk(f"--gapplication-app-id=org.kinkeeper.Kinkeeper.{name}", str(service.folder / f"{name}.kinkeeper"))
        desk.type_instead()
        desk.type("Passphrase or recovery key", PASSPHRASE)
        desk.press("Open")
        desk.find("Pages")
        desk.says("Office has everything up to")


def one_asks():
    desk = desks["a"]
    desk.go("Children")
    desk.type("Filter this list", "Quokkasson")
    desk.says("1 of 2 children shown")
    desk.open_first_row("Children")
    assert desk.reads("Forename") == "Zebedina"
    desk.act("win.erase")
    desk.says("records go for good")
    desk.says("Nothing waits.")
    desk.type("Why (without a name: the reason is kept)", "ordered by a court")
    desk.press("Ask for it")
    desk.says("records, asked for by A. Boss")
    desk.find("Another manager approves", ("push button", "button"))
    desk.press("Close")


def another_approves():
    desk = desks["b"]
    desk.act("win.erase")
    desk.says("ordered by a court")
    desk.press("Approve: Zebedina", start=True)
    desk.says("records for good?")
    desk.keys("alt+e")
    desk.says("Nothing waits.")
    desk.press("Close")


def nobody_has_it():
    for desk in desks.values():
        desk.act("win.sync")
        desk.go("Children")
        desk.wait(lambda: "Quokkasson" not in " ".join(desk.words()), "the child to go")
        desk.says("of 1 children shown")


def close_both():
    for desk in desks.values():
        desk.close()
    for name in ("a", "b"):
        tool(name, "sync")
        assert "Quokkasson" not in tool(name, "list", "child") and "axolotls" not in tool(name, "list", "placement") and tool(name, "check")
        assert len(json.loads(tool(name, "list", "child", "--json"))) == 1
    erased = json.loads(tool("a", "erase", "list", "--json"))
    assert {e["type"] for e in erased} == {"child", "care_period", "placement", "access"}, erased
    assert {(e["approved"], len(e["missing"])) for e in erased} == {("B. Boss", 0)}, erased
    service.close()


try:
    run(two_managers_join, open_both, one_asks, another_approves, nobody_has_it, close_both)
finally:
    for desk in desks.values():
        if desk.process.poll() is None:
            desk.process.kill()
    service.close()
