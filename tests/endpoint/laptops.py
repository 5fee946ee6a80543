# SPDX-License-Identifier: GPL-3.0-or-later
# Laptops and the endpoint as processes of their own, killed at any moment: laptops.py [ROUNDS [SEED]]. Whatever was said to be saved is
# in the end on every laptop and in the log, once, and every file is sound.
import json
import random
import subprocess
import sys
import time

from machine import Machine
from service import Service, Tap

ROUNDS, SEED = int((sys.argv[1:2] or ["8"])[0]), int((sys.argv[2:3] or [random.randrange(1 << 30)])[0])
TYPES = ("household", "carer", "child")
tap, rand = Tap(), random.Random(SEED)
print(f"# seed {SEED}, {ROUNDS} rounds", flush=True)


class Laptop(Machine):
    def __init__(self, service, name):
        super().__init__(service, name)
        self.made, self.saved = 0, set()

    def sync(self, kill=False):
        """kill: at some moment, perhaps after it has ended by itself."""
        process = subprocess.Popen(self.words("sync"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if kill:
            time.sleep(rand.random() * 0.4)
            process.kill()
        process.wait(timeout=300)

    def work(self):
        """New homes, and another telephone number for some that every laptop may have."""
        rows = ["reference,name,telephone"]
        for _ in range(rand.randrange(1, 6)):
            self.made += 1
            rows.append(f"{self.name}{self.made},Home {self.name}{self.made},01254 {rand.randrange(1000000):06}")
        for known in rand.sample(sorted(self.saved), min(2, len(self.saved))):
            rows.append(f"{known},Home {known},01254 {rand.randrange(1000000):06}")
        self.take_in("household", *rows)
        self.saved |= {row.split(",")[0] for row in rows[1:]}

    def state(self):
        return {kind: sorted(json.loads(self.run("list", kind, "--json")), key=lambda r: r["id"]) for kind in TYPES}


service = Service()
try:
    service.found()
    service.add("A Worker")
    service.start()
    port = service.address.split(":")[-1]
    one, two, three = laptops = [Laptop(service, name) for name in "abc"]

    with tap("a record that has work in it joins, and two empty ones get it"):
        one.run("init")
        one.work()
        one.join()
        two.join()
        three.join()
        assert one.state() == two.state() == three.state() and one.saved <= {h["reference"] for h in two.state()["household"]}

    with tap("killed in the middle, all of them, again and again"):
        for round_ in range(ROUNDS):
            who = rand.choice(laptops)
            who.work()
            rand.choice(laptops).sync(kill=rand.random() < 0.7)
            if rand.random() < 0.4:
                service.stop("kill")
                rand.choice(laptops).sync(kill=rand.random() < 0.5)  # nobody is there
                service.start("--listen", f"127.0.0.1:{port}")
            for laptop in laptops:
                rand.random() < 0.2 and laptop.run("check")

    with tap("in the end all have everything, once, and are sound"):
        for _ in range(3):
            for laptop in laptops:
                laptop.run("sync")
        states = [laptop.state() for laptop in laptops]
        assert states[0] == states[1] == states[2]
        references = [h["reference"] for h in states[0]["household"]]
        assert len(references) == len(set(references))
        for laptop in laptops:
            assert laptop.saved <= set(references), laptop.saved - set(references)
            assert json.loads(laptop.run("sync", "--json"))["pending"] == 0
            laptop.run("check")
finally:
    service.close()
tap.done()
