# SPDX-License-Identifier: GPL-3.0-or-later
# Three processes on one PostgreSQL serve one authority: several.py [SECONDS]. Laptops send to all of them at once; whoever follows the log on any of them gets
# every number, in order, once: had a larger number been committed before a smaller one, he would have passed the smaller one by. One process is
# killed in the middle, and PostgreSQL restarted.
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

from service import Laptop, Service, Tap

SECONDS = float((sys.argv[1:2] or ["4"])[0])
tap = Tap()
services = [Service("example-several")]
services += [Service("example-several") for _ in range(2)]
for other in services[1:]:
    other.state.rmdir()
failures = []


class Follower(threading.Thread):
    """Waits for news at one process."""

    def __init__(self, laptop):
        super().__init__(daemon=True)
        self.laptop, self.cursor, self.seqs, self.ids, self.ends = laptop, None, [], {}, False
        self.heard = {}

    def run(self):
        while not self.ends:
            try:
                answer = self.laptop.pull(after=self.cursor, wait=2 if self.cursor else 0)
            except (OSError, ValueError, Exception) as error:  # killed, or starting: asked again
                if not isinstance(error, OSError) and "HTTP" not in type(error).__name__ and "Remote" not in type(error).__name__ and "BadStatus" not in type(error).__name__:
                    failures.append(repr(error))
                time.sleep(0.05)
                continue
            if answer.status == 200:
                for change in answer.json["changes"]:
                    self.seqs.append(change["seq"])
                    self.ids[change["id"]] = change["seq"]
                    self.heard[change["id"]] = time.monotonic()
                self.cursor = answer.json["next"]
            elif answer.status not in (304, 503):
                failures.append(f"pull {answer.status} {answer.raw[:200]}")


class Sender(threading.Thread):
    def __init__(self, laptop, seed, until):
        super().__init__(daemon=True)
        self.laptop, self.rand, self.until, self.sent, self.acked = laptop, random.Random(seed), until, [], 0

    def run(self):
        while time.monotonic() < self.until:
            batch = [self.laptop.change() for _ in range(self.rand.choice((1, 1, 3, 40)))]
            while True:
                try:
                    answer = self.laptop.push(batch)
                except Exception:  # no answer: the same bytes again, to any process
                    self.laptop.address = self.rand.choice(services).address or self.laptop.address
                    time.sleep(0.05)
                    continue
                if answer.status == 503:
                    time.sleep(0.05)
                    continue
                break
            if answer.status != 200 or answer.json["acked"] != self.laptop.n:
                failures.append(f"push {answer.status} {answer.raw[:200]}")
                return
            self.sent += [change["id"] for change in batch]
            self.acked += 1


def slowest(sender, follower, times):
    """From a push at one process until who waits at another has it, in ms."""
    took = []
    for _ in range(times):
        time.sleep(0.05)  # that it waits again
        change = sender.change()
        begun = time.monotonic()
        assert sender.push([change]).status == 200
        while change["id"] not in follower.heard and time.monotonic() < begun + 10:
            time.sleep(0.001)
        took.append((follower.heard.get(change["id"], begun + 10) - begun) * 1000)
    return sorted(took)


try:
    services[0].found()
    services[0].add("A Worker")
    for other in services[1:]:
        shutil.copytree(services[0].state, other.state)
    for service in services:
        service.start()
    laptops = [Laptop(services[i % 3].address, services[0].name, services[0].code("A Worker")) for i in range(6)]
    followers = [Follower(Laptop(service.address, service.name, service.code("A Worker"))) for service in services]
    for follower in followers:
        follower.start()

    with tap("who waits at one process hears within a second of what came to another"):
        time.sleep(0.3)
        took = slowest(laptops[0], followers[1], 20) + slowest(laptops[1], followers[2], 20)
        took.sort()
        print(f"# woken after {took[len(took) // 2]:.0f} ms, at most {took[-1]:.0f} ms", flush=True)
        assert took[-1] < 1000, took

    with tap("all processes take in at once, one of them is killed, and starts again"):
        until = time.monotonic() + SECONDS
        senders = [Sender(laptop, seed, until) for seed, laptop in enumerate(laptops)]
        for sender in senders:
            sender.start()
        time.sleep(SECONDS / 3)
        services[1].stop("kill")
        gone, services[1].address = services[1].address, None
        time.sleep(SECONDS / 3)
        services[1].start("--listen", gone.split("//")[1])
        for sender in senders:
            sender.join(60)
        assert not failures, failures[:3]
        assert all(sender.acked > 3 for sender in senders), [sender.acked for sender in senders]

    with tap("who followed at any of them has every number once and in order"):
        total = sum(len(sender.sent) for sender in senders) + 40
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and any(len(follower.seqs) < total for follower in followers):
            time.sleep(0.05)
        print(f"# {total} changes", flush=True)
        for follower in followers:
            assert follower.seqs == list(range(1, total + 1)), (len(follower.seqs), total, [a for a, b in zip(follower.seqs, range(1, total + 1)) if a != b][:5])
        assert followers[0].ids == followers[1].ids == followers[2].ids
        assert {i for sender in senders for i in sender.sent} <= set(followers[0].ids)
        for sender in senders:  # and each laptop's in the order of its own numbers
            order = [followers[0].ids[i] for i in sender.sent]
            assert order == sorted(order)

    with tap("when PostgreSQL was restarted, everybody is heard again"):
        pg = os.environ["KIN_POSTGRES_BIN"] + "/pg_ctl"
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        subprocess.run([*as_owner, pg, "-D", os.environ["KIN_POSTGRES_DATA"], "-m", "fast", "-w", "restart", "-l", str(pathlib.Path(os.environ["KIN_POSTGRES_DATA"]).parent / "log")],
                       check=True, cwd="/", stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and any(laptops[0].ask("GET", "").status != 200 for _ in (1,)):
            time.sleep(0.1)
        time.sleep(1.5)
        took = slowest(laptops[2], followers[0], 10)
        print(f"# woken after {took[len(took) // 2]:.0f} ms, at most {took[-1]:.0f} ms", flush=True)
        assert took[-1] < 1000, took
        assert not failures, failures[:3]

    for follower in followers:
        follower.ends = True
finally:
    for service in services:
        service.close()
tap.done()
