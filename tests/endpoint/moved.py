# SPDX-License-Identifier: GPL-3.0-or-later
# The office moves from SQLite to PostgreSQL between two syncs of real laptops, is backed up there, loses everything, and is put back. Nobody loses
# anything, and nobody has to do anything at a laptop.
import json
import os
import subprocess

from machine import Machine
from service import Service, Tap, ask

tap = Tap()
database = os.environ.pop("KIN_TEST_DATABASE")
service = Service()


class Worker(Machine):
    def __init__(self, service, name):
        super().__init__(service, name)
        self.made = set()

    def work(self, n=3):
        new = [f"{self.name}{len(self.made) + i}" for i in range(n)]
        self.take_in("household", "reference,name,telephone", *(f"{r},Home {r},01254 {i:06}" for i, r in enumerate(new)))
        self.made |= set(new)

    def knows(self):
        return {h["reference"] for h in json.loads(self.run("list", "household", "--json"))}

    def sent(self):
        return json.loads(self.run("sync", "--json"))["pending"] == 0


def all_equal():
    for _ in range(3):
        for worker in workers:
            worker.run("sync")
    every = set().union(*(worker.made for worker in workers))
    assert all(worker.knows() == every and worker.sent() for worker in workers), [(len(worker.knows()), len(every)) for worker in workers]
    for worker in workers:
        worker.run("check")


def sql(words):
    return subprocess.run([os.environ["KIN_POSTGRES_BIN"] + "/psql", "-qAt", database, "-c", words], check=True, capture_output=True, text=True).stdout.strip()


try:
    service.found()
    service.add("A Worker")
    service.start()
    port = service.address.split(":")[-1]
    one, two = workers = [Worker(service, name) for name in ("one", "two")]
    for worker in workers:
        worker.join()
        worker.work()
    all_equal()
    one.work(40)
    one.run("sync")
    two.work()  # not sent before the move

    with tap("while it serves it does not move"):
        assert "running" in service.run("move", "--to", database, wrong=True)

    with tap("after the move the old tables are served by nobody"):
        service.stop()
        head = service.run("list").splitlines()[0].rsplit(",", 1)[1].strip()
        said = service.run("move", "--to", database)
        assert service.name in said
        assert service.run("list") == "" and (service.state / f"{service.name}.moved").exists()
        assert not list(service.state.glob("*.db*"))
        assert "to be moved" in service.run("move", "--to", database)
        service.database = database
        listed = service.run("list")
        assert "A Worker" in listed and listed.splitlines()[0].rsplit(",", 1)[1].strip() == head, listed

    with tap("laptops go on there, and nothing is lost"):
        service.start("--listen", f"127.0.0.1:{port}")
        generation = ask(service.address, "GET", f"/v1/{service.name}").json["generation"]
        assert generation.startswith("g1"), generation
        all_equal()
        assert len(one.knows()) == 49

    backup = service.folder / "copy.backup"
    with tap("a move that was interrupted can be made again"):
        schema = next(name for name in sql("SELECT nspname FROM pg_namespace").split() if name.startswith("kinkeeper_"))
        other = Service()
        other.found()
        sql(f'CREATE SCHEMA "kinkeeper_{other.name}"')
        for table in sql(f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}'").split():
            sql(f'CREATE TABLE "kinkeeper_{other.name}".{table} (LIKE "{schema}".{table} INCLUDING ALL)')
        assert other.name in other.run("move", "--to", database)
        other.close()
        sql(f'DROP SCHEMA "kinkeeper_{other.name}" CASCADE')

    with tap("everything is lost, and put back from a backup that is older than it"):
        service.run("backup", service.name, str(backup))
        one.work()
        one.run("sync")
        two.run("sync")
        two.work()
        two.run("sync")
        service.stop("kill")
        sql(f'DROP SCHEMA "{schema}" CASCADE')
        said = service.run("restore", service.name, str(backup))
        assert "new generation" in said
        service.start("--listen", f"127.0.0.1:{port}")
        assert ask(service.address, "GET", f"/v1/{service.name}").json["generation"].startswith("g2")
        all_equal()

    with tap("and from there back into SQLite"):
        backup.unlink()
        service.run("backup", service.name, str(backup))
        service.stop()
        service.database = None
        service.run("restore", service.name, str(backup))
        service.start("--listen", f"127.0.0.1:{port}")
        one.work()
        all_equal()
finally:
    service.close()
tap.done()
