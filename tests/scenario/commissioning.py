# SPDX-License-Identifier: GPL-3.0-or-later
# A commissioning officer, without a mouse: a placement gets a price and then a new one, the list of costs is exported as it is shown,
# and the figures are looked at as on an earlier day, and as they were known then.
import os
import zipfile

import office
from desk import run

SHEET = os.path.join(office.FOLDER, "costs.xlsx")
desk = None


def open_the_office():
    global desk
    desk = office.open_office()


def add_price(amount, start):
    desk.press("Add price")
    desk.says("New price")
    desk.type("Price, amount", amount)
    desk.type("In force, from", start)
    desk.keys("ctrl+Return")
    desk.says("What it costs, and why")


def price_a_placement():
    desk.keys("alt+5")
    desk.says("3 of 3 placements shown")
    desk.keys("Home", "Return")
    desk.says("Placement · Ben Example")
    add_price("850", "-90")
    desk.says("£850.00")


def reprice_it():
    add_price("910.50", "today")
    desk.says("£1,760.50")  # both run: the old one is to end
    desk.go("Prices")
    desk.says("2 of 2 prices shown")
    desk.open_row("Prices", 1)
    desk.says("Price · Ben Example")
    assert "850" in desk.reads("Price, amount"), desk.reads("Price, amount")
    desk.type("In force, to", "-1")
    desk.keys("alt+Left")
    desk.go("Costs")
    desk.says("£910.50")


def export_the_costs():
    desk.keys("ctrl+e")
    desk.press("Export 3 rows")
    desk.choose_file(SHEET)
    desk.wait(lambda: os.path.exists(SHEET) and zipfile.is_zipfile(SHEET), "the spreadsheet")
    with zipfile.ZipFile(SHEET) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        rows = book.read("xl/worksheets/sheet1.xml").decode()
    for word in ("Ben Example", "Ada Example", "Cal Sample"):
        assert word in words, f"{word} is not in the spreadsheet: {words}"
    assert "910.5" in rows, f"the price is not in the spreadsheet: {rows}"


def look_at(day, known):
    desk.press("as known now", end=True)
    desk.type("As on", day)
    desk.type("As known on (empty: now)", known)
    desk.keys("Escape")


def look_at_an_earlier_day():
    look_at("-30", "")
    desk.says("Not now: ")
    desk.says("£850.00")
    desk.press("Back to today")
    desk.says("£910.50")


def look_as_known_a_month_ago():
    """The price was typed today: a month ago nobody knew it, whatever day it is asked about."""
    look_at("today", "-30")
    desk.says("as known on ")
    desk.says("Not now: ")
    desk.says("No price · 3")
    desk.press("Back to today")
    desk.says("£910.50")
    look_at("today", "-60")
    desk.says("Nothing was known then: the first change of this file is of ")
    desk.says("£910.50")


def close():
    desk.close()


run(open_the_office, price_a_placement, reprice_it, export_the_costs, look_at_an_earlier_day, look_as_known_a_month_ago, close)
