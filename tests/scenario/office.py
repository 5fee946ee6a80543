# SPDX-License-Identifier: GPL-3.0-or-later
# A small office to work in: three homes, two of them not asked for weeks, a brother and a sister apart, a child with a price. Days
# count from today. It is filled by the tool and opened in the program with its recovery key.
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
        ["Cedar", "01254 000003", "Mainstream fostering", "Approved and open", day(-1)],
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


def tool(*arguments):
    program = os.path.join(os.environ["KIN_BUILD_DIR"], "app", "tool", "kinkeeper-tool")
    key = os.path.join(FOLDER, "office.key")
    return subprocess.run([program, "--file", RECORD, "--key-file", key, *arguments], check=True, capture_output=True, text=True).stdout


def open_office():
    """The program, with the file open on its first page."""
    os.makedirs(FOLDER, exist_ok=True)
    recovery = re.search(r"KKR-[0-9A-Z-]+", tool("init")).group(0)
    for table, header, rows in TABLES:
        path = os.path.join(FOLDER, table + ".csv")
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        tool("import", "csv", table, path)
    os.remove(os.path.join(FOLDER, "office.key"))
    desk = Desk(RECORD)
    desk.type_instead()
    desk.type("Passphrase or recovery key", recovery)
    desk.press("Open")
    desk.find("Pages")
    desk.says("3 of 3 homes shown")
    return desk
