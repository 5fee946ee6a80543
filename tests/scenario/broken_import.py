# SPDX-License-Identifier: GPL-3.0-or-later
# Imports of broken files, without a mouse: one is no table at all and changes nothing; one has rows that cannot be right, which are
# named with their lines and left out, and go into a file of their own; the rest goes in as one action that is taken back in one.
import csv
import os

import office
from desk import run

NOISE = os.path.join(office.FOLDER, "noise.csv")
CHILDREN = os.path.join(office.FOLDER, "more children.csv")
REJECTED = os.path.join(office.FOLDER, "rejected.csv")
desk = None


def open_the_office():
    global desk
    desk = office.open_office()
    desk.go("Children")
    desk.says("3 of 3 children shown")


def choose(path):
    desk.keys("ctrl+i")
    desk.press("A file…")
    desk.choose_old_file(path)


def refuse_what_is_no_table():
    with open(NOISE, "wb") as file:
        file.write(bytes(range(256)) * 40)
    choose(NOISE)
    desk.says("Nothing was changed: everything is as it was.")
    desk.keys("Escape")
    desk.says("3 of 3 children shown")


def look_at_a_broken_file():
    with open(CHILDREN, "w", newline="") as file:
        csv.writer(file).writerows([["forename", "surname", "born"], ["Dee", "Other", "2016-01-31"], ["Eve", "Other", "31/02/2016"],
                                    ["Fay", "Other", "2017-06-01"], ["Gil", "Other", "yesterday week"]])
    choose(CHILDREN)
    desk.press("Look at it first")
    desk.says("Nothing has been changed yet.")
    desk.says("31/02/2016")
    desk.says("yesterday week")
    desk.find("Import 2 rows")


def keep_the_rejected_rows():
    desk.press("Save the rejected rows…")
    desk.choose_file(REJECTED)
    desk.wait(lambda: os.path.exists(REJECTED) and os.path.getsize(REJECTED) > 0, "the rejected rows")
    with open(REJECTED, encoding="utf-8-sig") as file:
        kept = file.read()
    assert "3,born,31/02/2016,That is not a day." in kept and "5,born,yesterday week," in kept, kept


def import_the_rest():
    desk.press("Import 2 rows")
    desk.says("3 of 5 children shown")
    desk.press("In care", start=True)
    desk.says("5 of 5 children shown")


def take_it_back():
    desk.keys("ctrl+z")
    desk.says("3 of 3 children shown")


def close():
    desk.close()


run(open_the_office, refuse_what_is_no_table, look_at_a_broken_file, keep_the_rejected_rows, import_the_rest, take_it_back, close)
