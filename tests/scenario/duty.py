# SPDX-License-Identifier: GPL-3.0-or-later
# A duty manager's morning, without a mouse: the vacancies that nobody confirmed are confirmed in one go; a placement ends; a brother
# moves in with his sister; a home deleted by mistake comes back; the board goes to paper as PDF.
import os
import subprocess

import office
from desk import run

PDF = os.path.join(office.FOLDER, "board.pdf")
desk = None


def open_the_office():
    global desk
    desk = office.open_office()


def confirm_vacancies():
    desk.keys("alt+2")
    desk.says("2 vacant, unconfirmed")
    desk.press("Unconfirmed", start=True)
    desk.says("2 of 3 homes shown")
    desk.keys("alt+2", "ctrl+a", "ctrl+r")
    desk.says("2 homes: vacancies confirmed today")
    desk.says("0 of 3 homes shown")
    desk.press("Unconfirmed", start=True)
    desk.says("4 vacant, firm")


def end_a_placement():
    """The oldest of the list, which is the newest first."""
    desk.keys("alt+5")
    desk.says("3 of 3 placements shown")
    desk.keys("End", "Return")
    desk.says("Placement · Cal Sample")
    desk.type("From and to, to", "today")
    desk.keys("alt+Left", "alt+2")
    desk.says("2 filled")


def place_ben():
    desk.keys("ctrl+f")
    desk.write("ben")
    desk.says("Ben Example")
    desk.keys("Return")
    desk.says("Brothers and sisters")
    desk.press("Place…")
    desk.says("New placement")
    desk.keys("Tab", "Tab", "Tab")  # the child, and its two buttons
    desk.write("Ash")
    desk.says("Mainstream fostering · 01254 000001")
    desk.keys("Return", "Tab", "Tab", "Tab")


def place_brother_and_sister_together():
    desk.go("Siblings")
    desk.says("Apart")
    place_ben()
    desk.says("End that placement on the day of the move.")
    desk.keys("Escape")
    desk.says("Brothers and sisters")  # the keyboard is the window's again
    desk.keys("alt+5")
    desk.says("2 of 3 placements shown")
    desk.keys("Home", "Return")
    desk.says("Placement · Ben Example")
    desk.type("From and to, to", "today")
    desk.keys("alt+Left")
    place_ben()
    desk.says("Nothing on record speaks against this placement.")
    desk.keys("ctrl+Return")
    desk.says("Placement added")
    desk.go("Siblings")
    desk.says("Together")


def undo_a_mistake():
    desk.go("Homes")
    desk.says("3 of 3 homes shown")
    desk.keys("alt+2", "Home", "Delete")
    desk.says("2 of 2 homes shown")
    desk.keys("ctrl+z")
    desk.says("3 of 3 homes shown")


def print_the_board():
    desk.keys("ctrl+p")
    desk.says("Page 1 of 1")
    desk.press("Save as PDF…")
    desk.choose_file(PDF)
    desk.wait(lambda: os.path.exists(PDF) and os.path.getsize(PDF) > 0, "the PDF")
    desk.says("Saved as")
    words = subprocess.run(["pdftotext", "-layout", PDF, "-"], capture_output=True, text=True, check=True).stdout
    for word in ("Duty board", "Ashdown", "Birch", "Cedar", "01254 000001", "page 1 of 1"):
        assert word in words, f"{word} is not on paper:\n{words}"
    assert "Sample" not in words, "a surname is on the board"


def close():
    desk.close()


run(open_the_office, confirm_vacancies, end_a_placement, place_brother_and_sister_together, undo_a_mistake, print_the_board, close)
