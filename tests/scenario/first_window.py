# SPDX-License-Identifier: GPL-3.0-or-later
# A home is added with its carer and an approval for two; two children are placed; the places fall, and the page says why;
# a placement is priced; all of it is undone; the program is closed and opened again, and nothing is lost.
import os

from desk import Desk, run

PASSPHRASE = "four words are better"
RECORD = os.path.join(os.environ["XDG_DATA_HOME"], "kinkeeper", "record.kinkeeper")
desk = None


def make_a_file():
    global desk
    desk = Desk("--empty")
    desk.type("Passphrase", PASSPHRASE)
    desk.type("The same again", PASSPHRASE)
    desk.press("Make the file")
    desk.says("KKR-")
    desk.press("I have written it down")
    desk.find("Pages")
    with open(RECORD, "rb") as file:
        assert file.read(16) != b"SQLite format 3\0", "the file is not encrypted"


def add_a_home_and_its_carer():
    desk.says("0 of 0 homes shown")
    desk.press("Add home")
    desk.says("New home")
    desk.type("Name", "Ashdown")
    desk.type("Telephone", "01254 000001")
    desk.press("Add home")
    desk.says("Places tonight, and why")
    desk.press("Add carer")
    desk.type("Forename", "Ida")
    desk.type("Surname", "Example")
    desk.press("Add carer")
    desk.says("Ida Example")


def record_an_approval_for_two():
    desk.press("Add approval")
    desk.type("Number of children", "two")
    desk.press("Add approval")
    desk.says("That is not a whole number.")
    desk.type("Number of children", "2")
    desk.type("In force, from", "-30")
    desk.type("Panel recommended", "Approval for two children of any age")
    desk.type("Decision maker", "D. Example")
    desk.type("Decided on", "-31")
    desk.press("Add approval")
    desk.says("2 children")
    desk.says("approved for 2")


def add_child(forename, born):
    desk.go("Children")
    desk.press("Add child")
    desk.type("Forename", forename)
    desk.type("Surname", "Example")
    desk.type("Birth date", born)
    desk.press("Add child")
    desk.says(f"{forename} Example")


def place(forename):
    desk.press("Place…")
    desk.type("Home", "Ashdown")
    desk.press("Add placement")
    desk.says("Lives at")
    desk.says("Ashdown")


def place_two_children():
    add_child("Ada", "3/5/2016")
    place("Ada")
    desk.go("Homes")
    desk.says("1 placed")
    add_child("Ben", "3 May 2018")
    place("Ben")


def see_the_places_fall():
    desk.go("Homes")
    desk.says("2 placed")
    desk.says("so 0 tonight")
    desk.says("full")


def price_a_placement():
    desk.go("Placements")
    desk.says("2 of 2 placements shown")
    desk.open_first_row("Placements")
    desk.says("What it costs, and why")
    desk.press("Add price")
    desk.type("Price, amount", "850")
    desk.press("Add price")
    desk.says("£850.00")
    desk.says("a week")


def undo_it_all():
    desk.go("Homes")
    for _ in range(20):
        if not any(n.get_name().startswith("Undo: ") for n in desk.all(None, ("push button", "button"))):
            break
        desk.press("Undo: ", start=True)
    desk.find("Nothing to undo")
    desk.says("0 of 0 homes shown")
    desk.go("Children")
    desk.says("0 of 0 children shown")


def do_it_again():
    for _ in range(20):
        if not any(n.get_name().startswith("Redo: ") for n in desk.all(None, ("push button", "button"))):
            break
        desk.press("Redo: ", start=True)
    desk.go("Homes")
    desk.says("2 placed")


def close_and_open_again():
    global desk
    desk.close()
    desk = Desk(RECORD)
    desk.type_instead()
    desk.type("Passphrase or recovery key", "something else")
    desk.press("Open")
    desk.says("key")
    desk.type("Passphrase or recovery key", PASSPHRASE)
    desk.press("Open")
    desk.says("2 placed")
    desk.go("History")
    desk.says("Home added")
    desk.close()


run(make_a_file, add_a_home_and_its_carer, record_an_approval_for_two, place_two_children, see_the_places_fall,
    price_a_placement, undo_it_all, do_it_again, close_and_open_again)
