# SPDX-License-Identifier: GPL-3.0-or-later
# A kinkeeper-endpoint of its own for a test: founded, started, asked, stopped. KIN_TEST_DATABASE names a PostgreSQL, if any.
import gzip
import http.client
import json
import os
import pathlib
import re
import secrets
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.parse
import uuid

BUILD = pathlib.Path(os.environ["KIN_BUILD_DIR"])
SOURCE = pathlib.Path(os.environ["KIN_SOURCE_DIR"])
PROGRAM = str(BUILD / "app" / "endpoint" / "kinkeeper-endpoint")


class Service:
    """One process on one state folder. Several may share a PostgreSQL (state given, each its own folder copied by the caller)."""

    def __init__(self, name=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kinkeeper-service-"))
        self.state = self.folder / "state"
        self.state.mkdir(mode=0o700)
        self.database = os.environ.get("KIN_TEST_DATABASE")
        self.name = name or "example-" + secrets.token_hex(4)
        self.process = None
        self.address = None

    def run(self, *words, wrong=False):
        """A command of administration; what it printed."""
        database = ["--database", self.database] if self.database else []
        done = subprocess.run([PROGRAM, "--state", str(self.state), *database, *words], capture_output=True, text=True, timeout=120)
        assert (done.returncode != 0) == wrong, (words, done.returncode, done.stdout, done.stderr)
        return done.stderr if wrong else done.stdout

    def found(self):
        self.run("authority", "add", self.name, "--title", "Example Council")

    def add(self, person, role="editor", scopes="general,money,restricted"):
        self.run("user", "add", self.name, person, "--role", role, "--scopes", scopes)

    def code(self, person):
        return self.run("enrol", self.name, person).split()[0]

    def start(self, *more):
        database = ["--database", self.database] if self.database else []
        self.log = open(self.folder / "log", "a", encoding="utf-8")
        listen = [] if "--listen" in more else ["--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen([PROGRAM, "--state", str(self.state), *database, *listen, *more, "serve"],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = self.process.stdout.readline().strip().rstrip("/")
        assert self.address.startswith("http"), pathlib.Path(self.folder / "log").read_text()
        return self

    def stop(self, how="terminate"):
        if self.process:
            getattr(self.process, how)()
            self.process.wait(timeout=60)
            self.process.stdout.close()
            self.log.close()
            self.process = None

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.raw = response.status, response.headers, body
        self.type = (response.headers.get("Content-Type") or "").split(";")[0]
        self.json = json.loads(body) if self.type in ("application/json", "application/problem+json") and body else None


def ask(address, method, path, body=None, token=None, headers=None, trust=None, timeout=60):
    """One request on a connection of its own. body: an object, or bytes as they are."""
    url = urllib.parse.urlsplit(address)
    if url.scheme == "https":
        connection = http.client.HTTPSConnection(url.hostname, url.port, timeout=timeout, context=ssl.create_default_context(cafile=trust))
    else:
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=timeout)
    sent = {"Accept-Encoding": "gzip", **({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
    if isinstance(body, (dict, list)):
        body = json.dumps(body).encode()
        sent["Content-Type"] = "application/json"
    try:
        connection.request(method, path, body=body, headers=sent)
        response = connection.getresponse()
        data = response.read()
        if response.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        return Answer(response, data)
    finally:
        connection.close()


class Laptop:
    """Only as clever as a test needs: it joins, pushes and pulls."""

    def __init__(self, address, name, code, trust=None):
        self.address, self.path, self.trust, self.n = address, f"/v1/{name}", trust, 0
        self.device = str(uuid.uuid4())
        welcome = ask(address, "POST", self.path + "/devices", {"code": code, "device": self.device, "name": "a laptop"}, trust=trust)
        assert welcome.status == 200, (welcome.status, welcome.raw)
        self.token, self.user, self.generation = welcome.json["token"], welcome.json["user"], welcome.json["generation"]

    def ask(self, method, path, body=None, **more):
        return ask(self.address, method, self.path + path, body, token=self.token, trust=self.trust, **more)

    def change(self, record=None, **more):
        self.n += 1
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
        change = {"n": self.n, "id": str(uuid.uuid4()), "txn": self.n, "action": {"n": self.n, "kind": "edit", "label": "Something done"},
                  "scope": 0, "type": "child", "record": record or str(uuid.uuid4()), "op": "create", "value": {"forename": "Ada"}, "at": now, "by": self.user}
        change.update(more)
        return change

    def push(self, changes, **more):
        body = {"generation": self.generation, "device": self.device, "schema": 1, "changes": changes}
        return self.ask("POST", "/changes", body, **more)

    def pull(self, after=None, limit=1000, wait=0):
        query = f"?limit={limit}" + (f"&after={after}" if after else "")
        headers = {"Prefer": f"wait={wait}", "If-None-Match": f'"{after}"'} if wait else {}
        return self.ask("GET", "/changes" + query, headers=headers)


class Tap:
    """Each `with tap("words")` is a test; an exception inside fails it."""

    def __init__(self):
        self.count, self.failed = 0, 0

    def __call__(self, words):
        self.words = words
        return self

    def __enter__(self):
        self.count += 1

    def __exit__(self, kind, what, trace):
        good = kind is None
        self.failed += not good
        if not good:
            import traceback
            for line in "".join(traceback.format_exception(kind, what, trace)).splitlines():
                print("#", line, flush=True)
        print(f"{'ok' if good else 'not ok'} {self.count} {self.words}", flush=True)
        return kind is None or issubclass(kind, Exception)

    def done(self):
        print(f"1..{self.count}", flush=True)
        raise SystemExit(0)


def metric(text, name):
    """A figure out of /metrics, all its labels added up."""
    return sum(float(m.group(1)) for m in re.finditer(rf"^{name}(?:{{[^}}]*}})? ([0-9.e+]+)$", text, re.M))
