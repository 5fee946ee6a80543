# SPDX-License-Identifier: GPL-3.0-or-later
# A small office to work in: three homes, two of them not asked for weeks, a brother and a sister apart, and another child. Days count
# from today. The tool filled it forty days ago (past.c); the program opens it with its recovery key.
import csv
import datetime
import os
import re
import subprocess

from desk import Desk

FOLDER = os.environ["XDG_DATA_HOME"]
RECORD = os.path.join(FOLDER, "office.kinkeeper")


def day(days):
    """So many days from today, as a person writes it."""
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


TABLES = [
    ("household", ["name", "telephone", "kind", "status", "confirmed"], [
        ["Ashdown", "01254 000001", "Mainstream fostering", "Approved and open", day(-61)],
        ["Birch", "01254 000002", "Mainstream fostering", "Approved and open", day(-60)],
        ["Cedar", "01254 000003", "Mainstream fostering", "Approved and open", day(-62)],
    ]),
    ("approval", ["household", "kind", "period_start", "places"], [
        ["Ashdown", "first", day(-900), "2"], ["Birch", "first", day(-900), "2"], ["Cedar", "first", day(-900), "3"],
    ]),
    ("child", ["forename", "surname", "born"], [
        ["Ada", "Example", "2015-05-03"], ["Ben", "Example", "2017-05-03"], ["Cal", "Sample", "2014-02-02"],
    ]),
    ("care_period", ["child", "period_start"], [
        ["Ada Example", day(-90)], ["Ben Example", day(-90)], ["Cal Sample", day(-200)],
    ]),
    ("placement", ["child", "household", "period_start", "placement_type"], [
        ["Ada Example", "Ashdown", day(-90), "U6"], ["Ben Example", "Birch", day(-90), "U6"], ["Cal Sample", "Cedar", day(-200), "U6"],
    ]),
    ("sibling_group", ["name"], [["Example"]]),
    ("sibling", ["group", "child", "relation"], [["Example", "Ada Example", "full"], ["Example", "Ben Example", "full"]]),
]
# What somebody said yesterday.
CONFIRMED = ["household", ["name", "confirmed"], [["Cedar", day(-1)]]]


def tool(*arguments, days=40):
    program = os.path.join(os.environ["KIN_BUILD_DIR"], "app", "tool", "kinkeeper-tool")
    key = os.path.join(FOLDER, "office.key")
    past = {"LD_PRELOAD": os.path.join(os.environ["KIN_BUILD_DIR"], "tests", "scenario", "past.so"), "KIN_PAST_DAYS": str(days),
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}
    done = subprocess.run([program, "--file", RECORD, "--key-file", key, *arguments], capture_output=True, text=True, env={**os.environ, **past})
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def fill(table, header, rows, days):
    path = os.path.join(FOLDER, table + ".csv")
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    tool("import", "csv", table, path, days=days)


def open_office():
    """The program, with the file open on its first page."""
    os.makedirs(FOLDER, exist_ok=True)
    recovery = re.search(r"KKR-[0-9A-Z-]+", tool("init")).group(0)
    for table, header, rows in TABLES:
        fill(table, header, rows, 40)
    fill(*CONFIRMED, 0)
    os.remove(os.path.join(FOLDER, "office.key"))
    desk = Desk(RECORD)
    desk.type_instead()
    desk.type("Passphrase or recovery key", recovery)
    desk.press("Open")
    desk.find("Pages")
    desk.says("3 of 3 homes shown")
    return desk
