# SPDX-License-Identifier: GPL-3.0-or-later
# The tool as a script uses it: the real program on real files, from init to restore. TAP on stdout.
import csv
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

TOOL, DATA = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
folder = pathlib.Path(tempfile.mkdtemp(prefix="kinkeeper-tool-"))
os.chdir(folder)
for name in ("KINKEEPER_PASSPHRASE", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
    os.environ.pop(name, None)


def run(*words, code=0, record="a.kin", key="a.secret", **variables):
    """Runs the tool on a record; fails unless it ends with that code. What it said."""
    given = ["--file", record] if record else []
    given += ["--key-file", key] if key else []
    done = subprocess.run([TOOL, *words, *given], capture_output=True, text=True, stdin=subprocess.DEVNULL, start_new_session=True,
                          env={**os.environ, **variables})
    said = done.stdout + done.stderr
    assert done.returncode == code, f"{' '.join(words)}: ended with {done.returncode}, not {code}: {said[-2000:]}"
    if code:
        assert done.returncode == 5 or done.stderr.strip(), f"{' '.join(words)}: nothing was said"
        assert code in (2, 5) or len(done.stderr.splitlines()) == 1, f"{' '.join(words)}: not one sentence: {done.stderr}"
    return done


def answer(*words, **named):
    return json.loads(run(*words, "--json", **named).stdout)


def write(name, *lines):
    pathlib.Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def usage():
    for words, named in [(["lst"], "lst"), (["import"], "import"), (["erase"], "erase"), (["erase", "ask", "child"], "TYPE ID"), (["erase", "approve", "--reason", "x", "1"], "--reason"), (["import", "cvs"], "cvs"), (["list"], "TYPE"), (["list", "dog"], "dog"),
                         (["list", "child", "--nope"], "--nope"), (["list", "child", "--where", "colour=red"], "colour"),
                         (["list", "child", "--where", "red"], "red"), (["list", "child", "cat"], "cat"), (["figure", "age"], "age"),
                         (["figure", "looked-after", "--at", "soon"], "soon"), (["check", "--at", "today"], "--at"),
                         (["list", "child", "--json=1"], "json"), (["places", "--at"], "--at"),
                         (["export", "csv", "child", "x.csv", "--for", "me"], "me")]:
        said = run(*words, code=2).stderr
        assert named in said and "--help" in said, said
    assert "--file" in run("list", "child", record=None, code=2).stderr
    for command in ("init", "import csv", "list", "figure", "export xlsx", "erase ask", "erase approve", "erase list"):
        assert command in run("--help", record=None, key=None).stdout
        assert command in run(*command.split(), "--help", record=None, key=None).stdout
    assert not os.path.exists("x.csv")


def init():
    said = run("init", "--authority", "889", "--name", "Example Borough").stdout
    assert "KKR-" in said
    assert oct(os.stat("a.secret").st_mode)[-3:] == "600"
    assert not pathlib.Path("a.kin").read_bytes().startswith(b"SQLite")
    assert len(pathlib.Path("a.secret").read_text().strip()) == 64
    run("init", code=1)
    secret = pathlib.Path("a.secret").read_text()
    write("b.recovery", json.loads(run("init", "--json", record="b.kin").stdout)["recovery"])  # with the key that is there
    assert pathlib.Path("a.secret").read_text() == secret
    run("check", record="b.kin")
    run("check", "--passphrase-file", "b.recovery", record="b.kin", key=None)
    write("c.secret", "no key")
    run("init", record="c.kin", key="c.secret", code=3)
    assert not os.path.exists("c.kin") and not os.path.exists("c.kin.key")


def keys():
    recovery = json.loads(run("init", "--json", record="p.kin", key=None, KINKEEPER_PASSPHRASE="correct horse").stdout)["recovery"]
    write("pass", "correct horse")
    write("wrong", "wrong horse")
    write("recovery", recovery)
    run("check", record="p.kin", key=None, KINKEEPER_PASSPHRASE="correct horse")
    run("check", "--passphrase-file", "pass", record="p.kin", key=None)
    run("check", "--passphrase-file", "recovery", record="p.kin", key=None)
    run("check", "--passphrase-file", "wrong", record="p.kin", key=None, code=3)
    run("check", record="p.kin", key=None, code=3)
    run("check", record="p.kin", key="a.secret", code=3)
    run("check", record="p.kin", key="nowhere", code=3)
    write("other.secret", "ab" * 32)
    assert "recovery key" in run("check", record="p.kin", key="other.secret", code=3).stderr
    run("list", "child", record="nowhere.kin", code=1)


def day():
    """The way of one placement, as the window goes it: a home, its approval, two children, a price, and all of it undone."""
    write("homes.csv", "Carer,Ref,Tel,Approved for,Approval date,Decision maker,Last confirmed",
          "Northgate,R1,01632 960001,2,3/5/2020,E. Example,%s" % "1/6/2024")
    write("children.csv", "Child ID,Name,DOB,Gender", "C1,Ada Example,3/5/2016,F", "C2,\"Example, Ben\",4/5/2017,M")
    write("placements.csv", "Child,Carer,From", "C1,Northgate,3/6/2024", "Ben Example,R1,4/6/2024")
    write("prices.csv", "Child,Weekly cost,From", "C1,\"£3,500.01\",3/6/2024")
    dry = answer("import", "csv", "household", "homes.csv", "--dry-run", "--save-map", "map.json")
    assert (dry["new"], dry["parts"], dry["action"]) == (1, 1, None), dry
    assert answer("list", "household") == []
    assert json.load(open("map.json"))["columns"]["Approved for"] == "approval.places"
    assert answer("import", "csv", "homes", "homes.csv", "--map", "map.json")["new"] == 1
    assert answer("import", "csv", "children", "children.csv")["new"] == 2

    def places(at):
        home, = answer("places", "Northgate", "--at", at)
        assert home["because"], home
        return home["places"]

    assert places("2024-06-02") == 2
    assert answer("import", "csv", "placement", "placements.csv")["new"] == 2
    assert [places(f"2024-06-0{d}") for d in (2, 3, 4)] != [2, 2, 2]
    assert places("2024-06-04") == 0
    assert answer("import", "csv", "price_line", "prices.csv")["new"] == 1
    assert answer("costs", "--at", "2024-06-05")["weekly"]["total"] == 350001
    price, = answer("list", "price_line")
    assert price["price"] == {"amount": 350001, "basis": "week"}
    assert answer("import", "csv", "price_line", "prices.csv")["same"] == 1
    for left in (2, 0):
        run("undo")
        assert len(answer("list", "placement")) == left
    assert places("2024-06-04") == 2
    run("redo")
    run("redo")
    assert places("2024-06-04") == 0 and len(answer("list", "price_line")) == 1


def board():
    """A duty board as teams keep it: several facts in a cell, the words of the trade, what cannot be read said with its reason."""
    def given(*words, **named):
        return run(*words, record="t.kin", key="t.secret", **named)

    def listed(*words):
        return answer("list", *words, record="t.kin", key="t.secret")

    given("init")
    write("board.csv", "Carer Name,Address,Postcode,Phone,Approved For,Age Range,Category,SSW,Approval Date,Bedrooms,Last Confirmed,Comments",
          'Example-Hart,"1 Example Street, Exampleton",BB1 1AA,01254 000001,2,0-10,"Short-term, Respite",A. Worker,01/03/2015,2,28/11/2026,',
          "Example-Moor,2 Example Street,BB11AB,07700 900001,3,5 to 18 years,Long-term,B. Worker,12.6.2019,3,,calls back",
          "Example-Nook,3 Example Street,BB1 1AC,07700 900002,1,old,Kinship,B. Worker,12.6.2019,1,,")
    write("board-children.csv", "Child,DOB,Sex,Placed With,Placed On,Weekly Cost", "Ada Example-Vale,03/05/2016,Girl,Example-Hart,01/06/2024,£450",
          "Ben Example-Vale,04/05/2018,Boy,Example-Hart,01/06/2024,450.00")
    said = given("import", "csv", "homes", "board.csv", code=5)
    assert "0-10" in said.stderr and "old" in said.stderr, said.stderr
    terms = listed("approval")
    assert sorted((a["places"], a["age_from"], a["age_to"], a["categories"]) for a in terms) == [
        (2, 0, 10, ["short_breaks", "short_term"]), (3, 5, 18, ["long_term"])], terms
    for kind in ("children", "placement", "price_line"):
        given("import", "csv", kind, "board-children.csv")
    assert [c["sex"] for c in listed("child", "--sort", "forename")] == ["F", "M"]
    assert [p["period"] for p in listed("placement")] == [{"start": "2024-06-01"}] * 2
    assert answer("costs", "--at", "2026-12-01", record="t.kin", key="t.secret")["weekly"]["total"] == 90000
    home, = [h for h in answer("places", "--at", "2026-12-01", record="t.kin", key="t.secret") if h["name"] == "Example-Hart"]
    assert (home["terms"], home["filled"], home["places"]) == (2, 2, 0), home


def rejected():
    write("bad.csv", "Child,Carer,From", "C1,Northgate,3/6/2024", "C9,Northgate,3/6/2024", "C2,Nowhere,4/6/2024", "C2,Northgate,31/2/2024")
    done = run("import", "csv", "placement", "bad.csv", "--dry-run", "--rejected", "why.csv", code=5)
    assert "Line 3" in done.stderr and "C9" in done.stderr
    rows = list(csv.DictReader(open("why.csv", encoding="utf-8-sig", newline="")))
    assert [row["line"] for row in rows] == ["3", "4", "5"], rows
    write("book.xlsx", "PK\x03\x04")
    said = run("import", "csv", "child", "book.xlsx", code=1).stderr
    assert "CSV" in said, said


def shown():
    child, = answer("list", "child", "--where", "child_code=C1")
    assert (child["forename"], child["surname"], child["born"], child["sex"]) == ("Ada", "Example", "2016-05-03", "F")
    assert answer("list", "child", "--where", "sex=Male", "--where", "surname=Example")[0]["child_code"] == "C2"
    assert [c["child_code"] for c in answer("list", "child", "--sort", "born", "--descending")] == ["C2", "C1"]
    assert answer("show", "child", child["id"]) == child
    assert answer("show", "child", "Ada Example") == child
    history = answer("show", "child", "C1", "--history")["history"]
    assert history and history[0]["op"] == "create", history
    placement = answer("list", "placement", "--where", f"child={child['id']}")[0]
    assert placement["child"] == child["id"] and placement["period"] == {"start": "2024-06-03"}, placement
    text = run("list", "child").stdout
    assert "3 May 2016" in text and "2 of 2 Children" in text, text
    run("show", "child", "nobody", code=1)


def exported():
    run("export", "csv", "placement", "placements-out.csv")
    run("export", "csv", "household", "homes-out.csv", "--for", "provider", "--recipient", "Example Fostering")
    run("export", "xlsx", "household", "homes-out.xlsx", "--for", "court")
    rows = list(csv.DictReader(open("placements-out.csv", encoding="utf-8-sig", newline="")))
    assert {row["household"] for row in rows} == {"Northgate"} and rows[0]["period_start"].startswith("2024-06-0")
    assert answer("import", "csv", "placement", "placements-out.csv")["same"] == 2
    packed = zipfile.ZipFile("homes-out.xlsx")
    for text in [open("homes-out.csv", encoding="utf-8-sig").read()] + [packed.read(name).decode("utf-8") for name in packed.namelist()]:
        assert "Northgate" not in text and "960001" not in text
    given = answer("list", "access", "--where", "file_name=homes-out.csv")
    assert given[0]["fingerprint"] == hashlib.sha256(pathlib.Path("homes-out.csv").read_bytes()).hexdigest()
    assert (given[0]["for_whom"], given[0]["recipient"], given[0]["rows"]) == ("provider", "Example Fostering", 1)


def returned():
    if not (DATA / "header.csv").exists():
        return
    run("init", record="r.kin", key="r.secret")
    plan = answer("import", "ssda903", str(DATA), "--year", "2017", record="r.kin", key="r.secret")
    assert plan["tables"]["Episodes"]["rejected"] == 0
    run("export", "ssda903", "out", "--year", "2017", record="r.kin", key="r.secret")
    exports = [action for action in answer("history", record="r.kin", key="r.secret") if action["kind"] == "access"]
    assert len(exports) == 1 and exports[0]["changes"] >= 10, exports  # one action for all its files
    again = answer("import", "ssda903", "out", "--year", "2017", "--dry-run", record="r.kin", key="r.secret")
    for name, table in again["tables"].items():
        assert table["same"] == table["rows"], (name, table)


def known():
    figure = answer("figure", "looked-after", "--at", "2017-12-18", record="d.kin", key="d.secret")
    assert (figure["name"], figure["at"], figure["value"]) == ("looked-after", "2017-12-18", 398), figure
    share = answer("figure", "agency-share", "--at", "2017-12-18", record="d.kin", key="d.secret")
    assert (share["numerator"], share["denominator"]) == (47, 251), share
    today = subprocess.run(["date", "+%Y-%m-%d"], capture_output=True, text=True).stdout.strip()
    then = answer("figure", "looked-after", "--at", "2017-12-18", "--as-known", today, record="d.kin", key="d.secret")
    assert then["value"] == 398, then
    assert answer("figure", "looked-after", "--at", "2017-12-18", "--as-known", "today", record="d.kin", key="d.secret") == then
    run("figure", "looked-after", "--as-known", "2001-01-01", record="d.kin", key="d.secret", code=1)
    run("figure", "looked-after", "--as-known", "soon", record="d.kin", key="d.secret", code=2)
    assert "agency-share" in run("figure", "looked-after", "--basis", "903", record="d.kin", key="d.secret", code=2).stderr
    parts = answer("figure", "looked-after", "--at", "2017-12-18", record="d.kin", key="d.secret")["parts"]
    assert [part["code"] for part in parts if part["group"] == "ethnic-group"] == ["white", "mixed", "asian", "black", "other", "not_stated"]
    groups = [part["group"] for part in parts]
    assert groups == sorted(groups, key=groups.index), groups  # each breakdown in one piece


def made_up():
    run("demo", "--seed", "3", record="d.kin", key="d.secret")
    run("demo", "--seed", "3", record="d.kin", key="d.secret", code=1)  # it is not empty any more
    assert len(answer("places", "--at", "2017-12-18", record="d.kin", key="d.secret")) > 100
    run("check", record="d.kin", key="d.secret")
    clashes = answer("clashes", record="d.kin", key="d.secret", code=5)  # there is something to decide
    assert any(c["rule"] == "terms" and c["open"] and c["contested"] for c in clashes), clashes
    assert clashes == answer("clashes", record="d.kin", key="d.secret", code=5)
    assert answer("conflicts", record="d.kin", key="d.secret") == []


def erasing():
    """Without an office: how far an erasure would reach, and that nothing comes of it."""
    would = answer("erase", "ask", "child", "Ada Example", "--dry-run")
    assert sorted(r["type"] for r in would["records"]) == ["child", "placement", "price_line"] and would["records"][0]["title"] == "Ada Example", would
    assert (would["no"], would["dry_run"], would["staying"], would["partial"]) == (None, True, [], False), would
    assert "3 records would be erased for good" in run("erase", "ask", "child", "Ada Example", "--dry-run").stdout
    home = answer("erase", "ask", "household", "R1", "--dry-run", code=5)  # the children's placements stay
    assert [r["type"] for r in home["staying"]] == ["placement", "placement"], home
    run("erase", "ask", "child", "Ada Example", code=2)
    assert "joined" in run("erase", "ask", "child", "Ada Example", "--reason", "an order", code=1).stderr
    run("erase", "approve", "first", code=2)
    for words in (["list"], ["approve", "1"], ["approve", "1", "--dry-run"]):
        assert "joined" in run("erase", *words, code=1).stderr
    assert len(answer("list", "child")) == 2


def kept():
    path = answer("backup")["path"]
    run("undo")
    n = len(answer("list", "placement"))
    look = answer("restore", path, "--dry-run")
    assert look["records"] > 0
    assert len(answer("list", "placement")) == n
    run("restore", path)
    assert len(answer("list", "price_line")) == 1
    assert answer("check") == {"sound": True, "problems": []}
    pathlib.Path("junk.kin").write_bytes(b"x" * 8192)
    run("check", record="junk.kin", code=3)


def in_use():
    """One writes at a time, and anybody reads."""
    fifo = "slow.csv"
    os.mkfifo(fifo)
    first = subprocess.Popen([TOOL, "--file", "a.kin", "--key-file", "a.secret", "import", "csv", "child", fifo],
                             stdout=subprocess.DEVNULL)
    try:
        with open(fifo, "w", encoding="utf-8") as pipe:  # opens when the first has its record and waits for the sheet
            run("undo", code=4)
            assert len(answer("list", "child")) == 2
            pipe.write("Child ID,Surname\nC3,Example\n")
        assert first.wait(60) == 0
    finally:
        first.kill()
    assert len(answer("list", "child")) == 3


TESTS = [init, usage, keys, day, board, rejected, shown, exported, erasing, kept, in_use, made_up, known, returned]
print(f"1..{len(TESTS)}", flush=True)
for count, test in enumerate(TESTS, 1):
    try:
        test()
        print(f"ok {count} {test.__name__.replace('_', '-')}", flush=True)
    except Exception as wrong:  # noqa: BLE001: whatever it was, the test says so
        for line in f"{type(wrong).__name__}: {wrong}".splitlines():
            print(f"# {line}")
        print(f"not ok {count} {test.__name__.replace('_', '-')}", flush=True)
subprocess.run(["rm", "-rf", str(folder)], check=False)
