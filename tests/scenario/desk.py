# SPDX-License-Identifier: GPL-3.0-or-later
# Drives the real program as a screen reader does. Everything is found by its name and its role among what is showing.
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = float(os.environ.get("KIN_PATIENCE", "60"))
# A program under a sanitizer on a busy machine answers late; the usual 0.8 seconds would be taken for silence.
Atspi.set_timeout(20_000, 30_000)


class Desk:
    """One run of the program."""

    def __init__(self, *arguments):
        program = os.path.join(os.environ["KIN_BUILD_DIR"], "app", "kinkeeper")
        self.process = subprocess.Popen([program, *arguments])
        self.app = self.wait(self._find_app, "the program to appear")

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            try:
                if child and child.get_process_id() == self.process.pid:
                    return child
            except GLib.Error:
                pass
        return None

    def wait(self, look, what, patience=None):
        end = time.monotonic() + (patience or PATIENCE)
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"The program ended while waiting for {what}: {self.process.returncode}")
            try:
                found = look()
            except GLib.Error:
                found = None
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"No sign of {what}.\n{self.dump()}")

    def walk(self, node=None):
        """Everything that is showing, parents first."""
        stack = [node or self.app]
        while stack:
            node = stack.pop()
            try:
                n = node.get_child_count()
                children = [node.get_child_at_index(i) for i in range(min(n, 400))]
            except GLib.Error:
                continue
            # GTK 4.8 says of a frame alone that it is showing; of what lies in a hidden page, that it is not visible.
            if node is not self.app and not node.get_state_set().contains(Atspi.StateType.VISIBLE):
                continue
            yield node
            stack.extend(child for child in reversed(children) if child)

    def all(self, name=None, role=None, start=False, end=False):
        for node in self.walk():
            try:
                its = node.get_name() or ""
                kind = node.get_role_name()
            except GLib.Error:
                continue
            if role and kind not in ((role,) if isinstance(role, str) else role):
                continue
            if name is None or its == name or (start and its.startswith(name)) or (end and its.endswith(name)):
                yield node

    def find(self, name, role=None, start=False):
        return self.wait(lambda: next(self.all(name, role, start), None), f"{role or 'something'} called “{name}”")

    def press(self, name, start=False, end=False):
        """The last one of that name: the bar at the foot rather than the card."""
        def look():
            found = list(self.all(name, ("push button", "button", "toggle button"), start, end))
            return found[-1] if found else None
        button = self.wait(look, f"a button called “{name}”")
        assert button.get_state_set().contains(Atspi.StateType.FOCUSABLE), f"no key reaches “{name}”"
        assert button.get_action_iface().do_action(0), f"“{name}” could not be pressed"
        time.sleep(0.2)

    def _window_on_top(self):
        """The newest that has a title; a popover is called by the program's name."""
        def ask(*arguments):
            return subprocess.run(["xdotool", *arguments], capture_output=True, text=True).stdout
        windows = ask("search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        return max((int(w) for w in windows if ask("getwindowname", w).strip() not in ("", "kinkeeper")), default=None)

    def _take_keyboard(self):
        if self.process.poll() is None:
            window = self.wait(self._window_on_top, "a window to type into")
            subprocess.run(["xdotool", "windowfocus", "--sync", str(window)], capture_output=True)

    def keys(self, *names):
        """Real keys, as "ctrl+p", to the window on top: there is no window manager that gives it the keyboard."""
        self._take_keyboard()
        for name in names:
            subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
            time.sleep(0.15)
            self._take_keyboard()  # the key may have opened or closed a window

    def write(self, text):
        """Letters, to where the keyboard is."""
        self.keys()
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)
        time.sleep(0.2)

    def choose_file(self, path, first="ctrl+a"):
        """In the file dialog of the desktop: the whole path, typed over the name it offers, and Enter."""
        self.find("GtkFileChooserWidget")
        time.sleep(0.5)
        self.keys(first)
        self.write(path)
        self.keys("Return")

    def choose_old_file(self, path):
        self.choose_file(path, "ctrl+l")

    def tab_to(self, name, role):
        """As somebody without a mouse gets there."""
        for _ in range(60):
            if any(n.get_state_set().contains(Atspi.StateType.FOCUSED) for n in self.all(name, role, start=True)):
                return
            self.keys("Tab")
        raise AssertionError(f"Tab does not lead to “{name}”.\n{self.dump()}")

    def entry(self, name):
        def look():
            return next((n for n in self.all(name) if n.get_editable_text_iface()), None)
        return self.wait(look, f"an entry called “{name}”")

    def type(self, name, text):
        assert self.entry(name).get_editable_text_iface().set_text_contents(text)
        time.sleep(0.05)

    def reads(self, name):
        text = self.entry(name).get_text_iface()
        return text.get_text(0, text.get_character_count())

    def act(self, action):
        """An action of the frame, as "win.undo"."""
        frame = [n for n in self.all(None, ("frame", "window"))][-1]
        actions = frame.get_action_iface()
        for i in range(actions.get_n_actions()):
            if actions.get_action_name(i) == action:
                actions.do_action(i)
                time.sleep(0.2)
                return
        raise AssertionError(f"The frame has no action {action}")

    def go(self, page):
        """A page of the sidebar."""
        pages = self.find("Pages", None)
        for i in range(pages.get_child_count()):
            if pages.get_child_at_index(i).get_name() == page:
                assert pages.get_selection_iface().select_child(i)
                time.sleep(0.3)
                return
        raise AssertionError(f"No page {page}")

    def open_first_row(self, table):
        self.open_row(table, 0)

    def open_row(self, table, index):
        """Enter on a row of a table."""
        def look():
            return next((n for n in self.all(None, "list") if n.get_name() == "GtkColumnListView" and n.get_child_count() > index), None)
        rows = self.wait(look, f"a row of {table}")
        assert rows.get_selection_iface().select_child(index)
        time.sleep(0.2)
        self.act("win.edit")

    def type_instead(self):
        """A desktop whose keyring does not answer does not keep a person out."""
        def look():
            if any(n.get_editable_text_iface() for n in self.all("Passphrase or recovery key")):
                return True
            for node in self.all("Type the passphrase instead", ("push button", "button")):
                node.get_action_iface().do_action(0)
            return False
        self.wait(look, "the passphrase page")

    def says(self, text):
        """Waits until some label that is showing holds the text."""
        return self.wait(lambda: any(text in s for s in self.words()), f"the words “{text}”")

    def words(self):
        for node in self.walk():
            try:
                yield node.get_name() or ""
                text = node.get_text_iface()
                if text and not node.get_editable_text_iface():
                    yield text.get_text(0, text.get_character_count())
            except GLib.Error:
                continue

    def dump(self):
        lines = []
        for node in self.walk():
            try:
                if node.get_name():
                    lines.append(f"{node.get_role_name()}: {node.get_name()}")
            except GLib.Error:
                pass
        return "\n".join(lines[:300])

    def close(self):
        for node in self.all("Close", ("push button", "button")):
            node.get_action_iface().do_action(0)
            break
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("The program did not end when its window was closed")
        assert code == 0, f"The program ended with {code}"


def run(*steps):
    """Runs the steps as TAP; a failed one ends it."""
    print(f"1..{len(steps)}")
    for number, step in enumerate(steps, 1):
        name = step.__name__.replace("_", "-")
        try:
            step()
        except Exception as error:  # noqa: BLE001: whatever it is, it is the test's answer
            print("\n".join("# " + line for line in f"{type(error).__name__}: {error}".splitlines()), file=sys.stderr)
            print(f"not ok {number} {name}", flush=True)
            sys.exit(0)
        print(f"ok {number} {name}", flush=True)
