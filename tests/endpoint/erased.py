# SPDX-License-Identifier: GPL-3.0-or-later
# Lawful erasure, drilled: two managers, real laptops, one of which is away and has unsent work. Afterwards the words are in no byte of any
# file, whether it is deciphered or not: not at the office, not on a laptop or in its backups, not after a backup of the office that was made
# before is put back.
import json
import os
import pathlib
import subprocess
import time

from machine import Machine
from raw import plain
from service import Service, Tap

WORDS = ("Zebedina", "Quokkasson", "wombatology", "axolotls")
PLACEMENT = "child,start,note"
HEADING = "child_code,forename,surname,born,note"
REASON = "ordered by a court"
CHILD = "Z1,Zebedina,Quokkasson,2014-03-02"
tap = Tap()
service = Service()
data = os.environ.get("KIN_POSTGRES_DATA")


def contents(path, key):
    raw = path.read_bytes()
    if path.name.endswith("-shm") or path.name == "key":
        return raw
    ciphered = b"SQLite format 3" not in raw[:16] and (".db" in path.name or ".kin" in path.name or path.suffix in (".backup",)) and len(raw) >= 4096 and not path.name.endswith(".key")
    return raw + plain(path, key) if ciphered else raw


def office_files():
    key = bytes.fromhex((service.state / "key").read_text().strip())
    files = [(path, contents(path, key)) for path in sorted(service.state.iterdir()) if path.is_file()]
    if data:  # its own log of writing ahead has what was written until it is overwritten: for how long, its keeper decides
        files += [(path, path.read_bytes()) for path in pathlib.Path(data).rglob("*") if path.is_file() and "pg_wal" not in path.parts]
    return files


def machine_files(machine):
    key = bytes.fromhex(machine.key_file.read_text().strip())
    return [(path, contents(path, key)) for path in sorted(machine.file.parent.rglob("*")) if path.is_file() and path != machine.key_file]


def found(files):
    return [(str(path), word) for path, text in files for word in WORDS if word.encode() in text]


def office():
    """Where the words are. PostgreSQL writes its files when it comes to it, and samples what it holds."""
    if data:
        subprocess.run([os.environ["KIN_POSTGRES_BIN"] + "/psql", "-q", os.environ["KIN_TEST_DATABASE"], "-c", "VACUUM", "-c", "ANALYZE", "-c", "CHECKPOINT"], check=True)
    return found(office_files())


def settled():
    """The office writes its files anew behind its answers."""
    deadline = time.monotonic() + 30
    while True:
        left = office()
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.3)


def said(machine, *words, code=1):
    """The sentence with which it is refused."""
    done = subprocess.run(machine.words("erase", *words), capture_output=True, text=True, timeout=300)
    assert done.returncode == code and done.stderr and (code == 2 or len(done.stderr.splitlines()) == 1), (words, done)
    return done.stderr


def search(machine):
    """What a person at that laptop would find."""
    said = machine.run("history", "--limit", "1000")
    for word in WORDS:
        said += machine.run("list", "child", "--find", word) + machine.run("list", "access", "--find", word)
    return [word for word in WORDS if word in said]


try:
    service.found()
    for person in ("Ada Boss", "Bea Boss"):
        service.add(person, "manager")
    service.add("A Worker")
    service.start()
    one, two, away, ada, bea = machines = [Machine(service, name) for name in ("one", "two", "away", "manager-a", "manager-b")]
    for machine, person in zip(machines, ("A Worker", "A Worker", "A Worker", "Ada Boss", "Bea Boss")):
        machine.join(person)
    one.take_in("child", HEADING, f"{CHILD},likes wombatology", *(f"F{i},Ada{i},Example{i},2015-01-01,likes boats and trains and long walks" for i in range(400)))
    for i in range(3):
        one.take_in("child", HEADING, f"{CHILD},likes wombatology {i}", *(f"F{i},Ada{i},Example{i},2015-01-01,likes {i}" for i in range(60)))
    one.take_in("placement", PLACEMENT, "Z1,2020-01-01,keeps axolotls", "F7,2020-01-01,as well")
    one.take_in("placement", PLACEMENT, "Z1,2021-01-01,wombatology again")
    one.run("undo")  # which deletes it: the log has its words yet
    for machine in machines:
        machine.run("sync")
        machine.run("backup")
    listed = json.loads(two.run("list", "child", "--find", "Quokkasson", "--json"))
    record = listed[0]["id"]
    away.take_in("child", HEADING, f"{CHILD},keeps axolotls")  # which it cannot send
    backup = service.folder / "before.backup"
    service.run("backup", service.name, str(backup))

    with tap("before, the words are everywhere, and this test sees them"):
        for machine in machines:
            assert found(machine_files(machine)) and search(machine)
        assert any("backups" in path for path, _ in found(machine_files(two)))
        assert office()

    with tap("one manager asks for the child and all that goes with it, in one go"):
        would = json.loads(ada.run("erase", "ask", "child", "Z1", "--dry-run", "--json"))
        assert sorted(r["type"] for r in would["records"]) == ["child", "placement", "placement"] and would["no"] is None and not would["staying"], would
        assert ada.run("erase", "list") == "Nobody has asked for anything to be erased.\n"
        assert "manager" in said(one, "ask", "child", "Z1", "--reason", REASON)
        said(ada, "ask", "child", "Z1", code=2)
        asked = json.loads(ada.run("erase", "ask", "child", "Z1", "--reason", REASON, "--json"))
        assert [r["id"] for r in asked["records"]] == [r["id"] for r in would["records"]] and asked["records"][0]["id"] == record, asked
        assert json.loads(ada.run("erase", "ask", "child", record, "--reason", REASON, "--json")) == asked
        no = str(asked["no"])

    with tap("it waits for another manager, and only for one"):
        assert "yourself" in said(ada, "approve", no)
        assert "manager" in said(one, "list") and "manager" in said(one, "approve", no)
        said(bea, "approve", "99")
        waiting = json.loads(bea.run("erase", "list", "--json", good=(5,)))
        assert [(w["with"], w["asked"], w["reason"], w["approved"]) for w in waiting] == [(asked["no"], "Ada Boss", REASON, None)] * 3, waiting
        assert waiting[0]["title"].startswith("Zebedina") and len(bea.run("erase", "list", good=(5,)).splitlines()) == 2
        other = json.loads(ada.run("erase", "ask", "child", "F8", "--reason", REASON, "--json"))["no"]  # for the same reason, and another child
        assert office()
        assert json.loads(bea.run("erase", "approve", no, "--dry-run", "--json")) == {"no": asked["no"], "dry_run": True, "records": 3, "left_out": []}
        assert office()

    with tap("what came after it was asked for is told, and not approved unseen"):
        two.take_in("placement", PLACEMENT, "Z1,2022-01-01,wombatology once more")
        two.run("sync")
        bea.run("sync")
        late = json.loads(bea.run("erase", "approve", no, "--dry-run", "--json", good=(5,)))
        assert late["records"] == 3 and [r["type"] for r in late["left_out"]] == ["placement"], late
        assert len(json.loads(ada.run("erase", "ask", "child", "Z1", "--reason", REASON, "--json"))["records"]) == 4

    with tap("another manager approves all of it in one go, and nothing else"):
        assert bea.run("erase", "approve", no).startswith("4 records are erased at the office")
        assert "already" in said(bea, "approve", no)
        assert [w["no"] for w in json.loads(bea.run("erase", "list", "--json", good=(5,))) if w["approved"] is None] == [other]

    with tap("nothing of it is left at the office, while it goes on serving"):
        left = settled()
        assert left == [], left

    with tap("a laptop that hears of it leaves nothing of it, in its record, search, history or backups"):
        for machine in (one, two, ada, bea):
            machine.run("sync")
            assert found(machine_files(machine)) == [] and search(machine) == []
            assert len(json.loads(machine.run("list", "child", "--json"))) == 400
            machine.run("check")

    with tap("the laptop that is away is listed until it has answered"):
        def missing():
            purges = [p for p in json.loads(ada.run("erase", "list", "--json", good=(5,))) if p["with"] == asked["no"]]
            assert [(p["no"], p["approved"], p["title"]) for p in purges] == [(p["no"], "Bea Boss", None) for p in purges] and len(purges) == 4
            return [machine for p in purges for machine in p["missing"]]
        assert len(missing()) == 4 and len(set(missing())) == 1 and found(machine_files(away))
        assert "1 laptop has not answered" in ada.run("erase", "list", good=(5,))
        away.run("sync")
        away.run("sync")
        assert missing() == [] and "nothing of it is left" in ada.run("erase", "list", good=(5,))

    with tap("its unsent change is received without its words, and its author is told"):
        assert found(machine_files(away)) == [] and search(away) == []
        assert "1 change that" in away.run("history", "--limit", "3"), away.run("history", "--limit", "3")
        assert json.loads(away.run("sync", "--json"))["pending"] == 0
        assert settled() == []
        one.run("sync")
        assert found(machine_files(one)) == []

    with tap("a backup of the office from before is put back without it"):
        service.stop()
        said = service.run("restore", service.name, str(backup))
        assert "purged again" in said, said
        assert settled() == []
        service.start("--listen", service.address.split("//")[1])
        assert settled() == []
        for machine in machines:
            for _ in range(3):
                machine.run("sync")
            assert found(machine_files(machine)) == [] and search(machine) == []
        assert settled() == []

    with tap("the ledger stands even where the tables are lost and an older process had purged"):
        assert record in (service.state / f"{service.name}.purged").read_text()
        (service.state / f"{service.name}.purged").unlink()
        service.stop()
        service.start("--listen", service.address.split("//")[1])
        assert record in (service.state / f"{service.name}.purged").read_text()

    with tap("a new laptop never gets it"):
        new = Machine(service, "new")
        new.join()
        new.run("sync")
        assert found(machine_files(new)) == [] and len(json.loads(new.run("list", "child", "--json"))) == 400
finally:
    service.close()
tap.done()
