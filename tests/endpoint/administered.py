# SPDX-License-Identifier: GPL-3.0-or-later
# What an administrator does from a shell, on a running service: people, laptops, whose data a lost one has, backup and restore, tables
# that were set back, unsent work handed in. And the journal names nobody.
import ctypes
import json
import os
import shutil
import stat

from service import Laptop, Service, Tap, ask

tap = Tap()
service = Service()
try:
    service.found()
    service.add("Ada Boss", "manager")
    service.add("Bert Clerk", "editor", "general,money")
    service.start()
    boss = Laptop(service.address, service.name, service.code("Ada Boss"))
    clerk = Laptop(service.address, service.name, service.code("Bert Clerk"))

    with tap("the state folder is its owner's alone"):
        for path in service.state.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.suffix in (".db-shm", ".db-wal"), path

    with tap("a second process is refused, and so is the world without a certificate"):
        if not service.database:
            assert "running" in service.run("--listen", "127.0.0.1:0", "serve", wrong=True)
        other = Service()
        assert "certificate" in other.run("--listen", "0.0.0.0:0", "serve", wrong=True)
        other.close()

    with tap("what is asked wrongly is told"):
        for words in (("nonsense",), ("user", "add", service.name), ("authority", "add", "Not A Name"), ("authority", "add", service.name),
                      ("user", "add", service.name, "Ada Boss"), ("user", "add", service.name, "X", "--role", "king"), ("user", "add", service.name, "X", "--scopes", "all"),
                      ("enrol", service.name, "Nobody"), ("revoke", "not-an-id"), ("devices", "nobody"), ("backup", "nowhere", "/tmp/x"), ("move",)):
            assert service.run(*words, wrong=True).startswith("kinkeeper-endpoint: "), words

    with tap("everybody and their laptops are listed"):
        listed = service.run("list")
        for words in ("Ada Boss", "Bert Clerk", boss.device, clerk.device, "manager"):
            assert words in listed, listed

    child = boss.change(value={"forename": "Zebedee", "surname": "Example"})
    concern = boss.change(type="concern", scope=2, value={"text": "x"})
    assert boss.push([child, concern]).status == 200
    renamed = boss.change(record=child["record"], op="set", field="forename", value="Zachary", base=[{"seq": 1}])
    assert boss.push([renamed]).status == 200

    with tap("a lost laptop's people are named, and only those it may hold and has pulled"):
        assert child["record"] not in service.run("devices", clerk.device, "--holds")
        cursor = clerk.pull().json["next"]
        clerk.pull(after=cursor)
        service.stop()
        held = service.run("devices", "Bert Clerk", "--holds")
        assert "Zachary Example" in held and concern["record"] not in held, held
        lines = [json.loads(line) for line in service.run("devices", boss.device, "--holds", "--json").splitlines()]
        assert not lines or {"type", "record", "title"} <= set(lines[0]), lines
        service.start()
        for laptop in (boss, clerk):
            laptop.address = service.address

    backup = service.folder / "backup"
    with tap("a backup is made while it serves, and never over another file"):
        service.run("backup", service.name, str(backup))
        assert b"Zebedee" not in backup.read_bytes() and b"SQLite format" not in backup.read_bytes()
        assert service.run("backup", service.name, str(backup), wrong=True)

    with tap("unsent work that was sealed is taken in, also of a laptop that was signed out"):
        late = boss.change(value={"forename": "Late"})
        push = json.dumps({"generation": boss.generation, "device": boss.device, "schema": 1, "changes": [late]}).encode()
        service.run("revoke", boss.device)
        assert boss.pull().status == 403
        hello = Laptop(service.address, service.name, service.code("Ada Boss"))
        sodium = ctypes.CDLL("libsodium.so.23")
        key = ask(service.address, "POST", f"/v1/{service.name}/devices", {"device": hello.device}, token=hello.token).json["public_key"]
        sealed = ctypes.create_string_buffer(len(push) + 1 + 48)
        sodium.crypto_box_seal(sealed, push + b"\n", ctypes.c_ulonglong(len(push) + 1), bytes.fromhex(key))
        file = service.folder / "unsent"
        file.write_bytes(sealed.raw)
        assert "1 change" in service.run("hand-in", service.name, str(file))
        assert "0 changes" in service.run("hand-in", service.name, str(file))
        file.write_bytes(sealed.raw[:-1])
        assert service.run("hand-in", service.name, str(file), wrong=True)

    with tap("a restore makes a new generation that laptops are told of"):
        service.stop()
        service.run("restore", service.name, str(backup))
        service.start()
        clerk.address = service.address
        answer = clerk.push([clerk.change()])
        assert answer.status == 409 and answer.json["type"].endswith("generation-changed"), answer.raw
        assert answer.json["parent"] == clerk.generation and answer.json["at"] == 3, answer.json
        boss.address = service.address
        assert boss.pull().status == 403, "a laptop that was signed out is back"

    if not service.database:
        with tap("tables that were set back by hand are not served"):
            service.stop()
            tables = service.state / f"{service.name}.db"
            kept = service.folder / "kept"
            shutil.copy(tables, kept)
            service.start()
            clerk.address, clerk.n = service.address, 0
            clerk.generation = ask(service.address, "GET", f"/v1/{service.name}").json["generation"]
            assert clerk.push([clerk.change()]).status == 200
            service.stop()
            for rest in ("-wal", "-shm"):
                if os.path.exists(f"{tables}{rest}"):
                    os.remove(f"{tables}{rest}")
            shutil.copy(kept, tables)
            assert "restore" in service.run("--listen", "127.0.0.1:0", "serve", wrong=True)

    with tap("the journal is JSON and names nobody"):
        service.log.close()
        text = (service.folder / "log").read_text()
        for line in text.splitlines():
            assert json.loads(line)["event"], line
        for secret in ("Ada", "Bert", "Zebedee", "Zachary", "Example", child["record"], boss.device, boss.token):
            assert secret not in text, secret
finally:
    service.close()
tap.done()
