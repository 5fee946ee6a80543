# SPDX-License-Identifier: GPL-3.0-or-later
# The whole exchange through nginx as data/endpoint/nginx.conf has it, with TLS and a certificate authority made for the test; and the
# limits that nginx stands for.
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time

from service import BUILD, SOURCE, Laptop, Service, Tap, ask

tap = Tap()
service = Service()
folder = service.folder


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def make_certificates():
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test authority",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost")
    (folder / "extensions").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "certificate.pem", "-days", "2", "-extfile", "extensions")


def start_nginx(upstream, plain, secure):
    text = (SOURCE / "data" / "endpoint" / "nginx.conf").read_text()
    for pattern, replacement in ((r"server 127\.0\.0\.1:8642;", f"server {upstream};"), (r"listen 80;", f"listen 127.0.0.1:{plain};"), (r"listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
                                 (r"listen \[::\][^;]*;", ""), (r"kinkeeper\.example\.gov\.uk", "localhost"), (r"/etc/kinkeeper/tls", str(folder)), (r"/var/log/nginx", str(folder))):
        text, count = re.subn(pattern, replacement, text)
        assert count, pattern
    (folder / "site.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{ worker_connections 512; }}\nhttp {{ {temporary} include {folder}/site.conf; }}\n")
    nginx = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", secure), 1).close()
            return nginx
        except OSError:
            assert nginx.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
    raise AssertionError("nginx did not start")


nginx = None
try:
    service.found()
    service.add("A Worker")
    service.start()
    make_certificates()
    plain, secure = free_port(), free_port()
    nginx = start_nginx(service.address.split("//")[1], plain, secure)
    address, trust = f"https://localhost:{secure}", str(folder / "ca.pem")

    with tap("a certificate that nobody vouches for is refused"):
        try:
            ask(address, "GET", "/healthz")
            raise AssertionError("trusted")
        except ssl.SSLCertVerificationError:
            pass
        assert ask(f"http://127.0.0.1:{plain}", "GET", "/v1/x").status == 301
        assert ask(address, "GET", "/healthz", trust=trust).status == 200

    one, two = (Laptop(address, service.name, service.code("A Worker"), trust) for _ in range(2))
    with tap("changes travel from one laptop to another, packed"):
        assert one.push([one.change(value={"forename": "Ada " * 300}) for _ in range(50)]).status == 200
        page = two.pull()
        assert len(page.json["changes"]) == 50

    with tap("a waiting laptop hears of a change at once"):
        heard = []
        waiting = threading.Thread(target=lambda: heard.append(two.pull(after=page.json["next"], wait=25)))
        waiting.start()
        time.sleep(0.5)
        begun = time.monotonic()
        assert one.push([one.change()]).status == 200
        waiting.join(20)
        assert heard and heard[0].status == 200 and len(heard[0].json["changes"]) == 1
        assert time.monotonic() - begun < 10

    with tap("what is too large, too slow or too often is turned away, and the service goes on"):
        assert ask(address, "POST", one.path + "/changes", b"x" * (5 << 20), token=one.token, trust=trust).status == 413
        slow = ssl.create_default_context(cafile=trust).wrap_socket(socket.create_connection(("127.0.0.1", secure)), server_hostname="localhost")
        slow.sendall(f"POST {one.path}/changes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{".encode())
        many = [ask(address, "POST", one.path + "/devices", {"device": one.device, "code": "AAAA-AAAA-AAAA"}, trust=trust) for _ in range(40)]
        assert {a.status for a in many} <= {403, 429} and many[-1].status == 429, [a.status for a in many]
        assert ask(address, "GET", "/metrics", trust=trust).status in (200, 403)
        assert ask(address, "GET", "/other", trust=trust).status == 404
        assert two.pull(after=page.json["next"]).status == 200
        slow.settimeout(25)
        assert slow.recv(100)[:12] in (b"", b"HTTP/1.1 408")  # closed by nginx; the endpoint was never asked
        slow.close()

    with tap("no path of a record and no token in nginx's log"):
        log = (folder / "kinkeeper.log").read_text()
        assert one.token not in log and "/v1/" not in log and len(log.splitlines()) > 40

    tool = BUILD / "app" / "tool" / "kinkeeper-tool"
    with tap("the program itself joins and syncs through it"):
        for name in ("first", "second"):
            (folder / f"{name}.hex").write_text("%064x" % (17 if name == "first" else 18))
            def run(*words, name=name):
                done = subprocess.run([tool, "--file", folder / f"{name}.kin", "--key-file", folder / f"{name}.hex", *words], capture_output=True, text=True, timeout=300)
                assert done.returncode == 0, (words, done.stdout, done.stderr)
                return done.stdout
            run("init")
            run("sync", "--endpoint", f"{address}/v1/{service.name}", "--code", service.code("A Worker"), "--authority-certificate", trust)
            assert run("list", "child", "--json").count('"id"') == 51
finally:
    if nginx:
        nginx.terminate()
        nginx.wait()
    service.close()
tap.done()
