# SPDX-License-Identifier: GPL-3.0-or-later
# Two programs and one endpoint. Both without network, both take the last bed, both write another telephone number for one carer; then the
# network is there again: both see the clash and the conflict, one of them decides, and both windows agree.
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["KIN_SOURCE_DIR"]) / "tests" / "endpoint"))
from desk import Desk, run
from service import BUILD, Service

PASSPHRASE = "four words are better"
HOME = """reference,name,telephone
H1,Ashdown,01254 000001
"""
APPROVAL = """household,places,period,decision_maker,decided
Ashdown,1,2024-01-01,D. Example,2023-12-20
"""
CARER = """household,forename,surname,telephone
Ashdown,Ida,Example,01254 000002
"""
CHILDREN = """forename,surname,born
Ada,Example,2016-05-03
Ben,Otherwise,2018-05-03
"""
service = Service()
port = None
desks = {}


def path(name):
    return str(service.folder / f"{name}.kinkeeper")


def tool(name, *words, good=(0,)):
    environment = {**os.environ, "KINKEEPER_PASSPHRASE": PASSPHRASE}
    done = subprocess.run([str(BUILD / "app" / "tool" / "kinkeeper-tool"), "--file", path(name), *words], capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode in good, (words, done.stdout, done.stderr)
    return done.stdout


def records(name, kind):
    return sorted(json.loads(tool(name, "list", kind, "--json")), key=lambda record: record["id"])


def join_two_laptops():
    global port
    service.found()
    service.add("P. Worker")
    service.add("R. Worker")
    service.start()
    port = service.address.split(":")[-1]
    for name, person in (("p", "P. Worker"), ("r", "R. Worker")):
        tool(name, "init")
        if name == "p":
            for kind, text in (("household", HOME), ("approval", APPROVAL), ("carer", CARER), ("child", CHILDREN)):
                file = service.folder / f"{kind}.csv"
                file.write_text(text)
                tool(name, "import", "csv", kind, str(file))
        tool(name, "sync", "--endpoint", f"{service.address}/v1/{service.name}", "--code", service.code(person))
    assert tool("p", "list", "child", "--json") == tool("r", "list", "child", "--json")


def open_both_without_network():
    service.stop()
    for name in ("p", "r"):
        # A program is one for each person on a machine; here it is two, as on two machines.
        desks[name] = desk = Desk(f"--gapplication-app-id=org.kinkeeper.Kinkeeper.{name}", path(name))
        desk.type_instead()
        desk.type("Passphrase or recovery key", PASSPHRASE)
        desk.press("Open")
        desk.find("Pages")
        desk.says("Without network since")


def take_the_last_bed_twice():
    for name, child in (("p", "Ada Example"), ("r", "Ben Otherwise")):
        desk = desks[name]
        desk.go("Homes")
        desk.open_first_row("Homes")
        desk.press("Place a child", start=True)
        desk.type("Child", child)
        desk.press("Add placement")
        desk.go("Homes")
        desk.says("so 0 tonight")


def write_two_telephone_numbers():
    for name, number in (("p", "01254 111111"), ("r", "01254 222222")):
        desk = desks[name]
        desk.go("Carers")
        desk.open_first_row("Carers")
        desk.type("Telephone", number)
        desk.go("Homes")
        desk.says("to send")


def meet_again():
    service.start("--listen", f"127.0.0.1:{port}")
    for _ in range(2):
        for desk in desks.values():
            desk.act("win.sync")
    for desk in desks.values():
        desk.says("Office has everything up to")


def see_the_clash_and_the_conflict():
    for desk in desks.values():
        desk.go("To decide")
        desk.says("01254 111111")
        desk.says("01254 222222")
        desk.says("Ashdown")
        desk.go("Homes")
        desk.says("nobody has decided yet")


def decide_and_agree():
    desk = desks["p"]
    desk.go("To decide")
    answer = desk.wait(lambda: next((n for n in desk.all(None, "list item") if ". 01254 222222" in n.get_name()), None), "the answer")
    desk.tab_to("1. 01254", "list item")
    desk.keys(answer.get_name().split(".")[0])
    desk.says("Decided")
    for other in desks.values():
        other.act("win.sync")
        other.wait(lambda: "Two people wrote different things" not in " ".join(other.words()), "the conflict to go")
        other.go("Carers")
        other.says("01254 222222")
        other.go("To decide")
        other.says("Ashdown")


def close_both():
    for desk in desks.values():
        desk.close()
    for name in ("p", "r", "p"):
        tool(name, "sync")
    for kind in ("placement", "carer", "household", "child", "decision"):
        assert records("p", kind) == records("r", kind), kind
    assert json.loads(tool("p", "clashes", "--json", good=(0, 5))) == json.loads(tool("r", "clashes", "--json", good=(0, 5)))
    assert tool("p", "check") and tool("r", "check")
    service.close()


try:
    run(join_two_laptops, open_both_without_network, take_the_last_bed_twice, write_two_telephone_numbers, meet_again, see_the_clash_and_the_conflict, decide_and_agree,
        close_both)
finally:
    for desk in desks.values():
        if desk.process.poll() is None:
            desk.process.kill()
    service.close()
