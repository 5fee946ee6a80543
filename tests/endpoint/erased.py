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
from service import Laptop, Service, Tap

WORDS = ("Zebedina", "Quokkasson", "wombatology", "axolotls")
HEADING = "child_code,forename,surname,born,note"
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
    ada, bea = (Laptop(service.address, service.name, service.code(person)) for person in ("Ada Boss", "Bea Boss"))
    one, two, away = machines = [Machine(service, name) for name in ("one", "two", "away")]
    for machine in machines:
        machine.join()
    one.take_in("child", HEADING, f"{CHILD},likes wombatology", *(f"F{i},Ada{i},Example{i},2015-01-01,likes boats and trains and long walks" for i in range(400)))
    for i in range(3):
        one.take_in("child", HEADING, f"{CHILD},likes wombatology {i}", *(f"F{i},Ada{i},Example{i},2015-01-01,likes {i}" for i in range(60)))
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

    with tap("one manager asks and another approves"):
        wish = {"record": record, "type": "child", "reason": "ordered by a court"}
        worker = Laptop(service.address, service.name, service.code("A Worker"))
        assert worker.ask("POST", "/purges", wish).status == 403
        answer = ada.ask("POST", "/purges", wish)
        assert answer.status == 200, answer.raw
        approval = f"/purges/{answer.json['no']}/approval"
        assert ada.ask("POST", approval).status == 403
        assert worker.ask("POST", approval).status == 403
        assert office()
        assert bea.ask("POST", approval).status == 200
        assert bea.ask("POST", approval).status == 200

    with tap("nothing of it is left at the office, while it goes on serving"):
        left = settled()
        assert left == [], left

    with tap("a laptop that hears of it leaves nothing of it, in its record, search, history or backups"):
        for machine in (one, two):
            machine.run("sync")
            assert found(machine_files(machine)) == [] and search(machine) == []
            assert len(json.loads(machine.run("list", "child", "--json"))) == 400
            machine.run("check")

    with tap("the laptop that is away is listed until it has answered"):
        def missing():
            purges = ada.ask("GET", "/purges").json["purges"]
            return {m["device"] for m in purges[0]["missing"]} - {ada.device, bea.device, worker.device}
        before = missing()
        assert len(before) == 1 and found(machine_files(away))
        away.run("sync")
        away.run("sync")
        assert missing() == set()

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
