# SPDX-License-Identifier: GPL-3.0-or-later
# The running service says what data/endpoint/openapi.yaml says it does, on every path, and has no path that is not described.
import re
import uuid
import warnings

import jsonschema
import yaml

from service import SOURCE, Laptop, Service, Tap, ask

warnings.simplefilter("ignore")
DESCRIBED = yaml.safe_load((SOURCE / "data" / "endpoint" / "openapi.yaml").read_text())
tap, seen = Tap(), set()


def check(method, path, answer):
    """answer fits what stands at path for its status."""
    operation = DESCRIBED["paths"][path][method.lower()]
    response = operation["responses"].get(str(answer.status)) or operation["responses"].get("default")
    assert response is not None, (method, path, answer.status)
    if "$ref" in response:
        response = DESCRIBED["components"]["responses"][response["$ref"].split("/")[-1]]
    for header in response.get("headers", {}):
        assert answer.headers.get(header), (path, header)
    content = response.get("content", {})
    if content:
        assert answer.type in content, (method, path, answer.status, answer.type)
        schema = {**content[answer.type]["schema"], "components": DESCRIBED["components"]}
        jsonschema.validate(answer.json, schema)
    if answer.type == "application/json":
        assert answer.headers.get("Cache-Control") == "private, no-store", (path, answer.headers.get("Cache-Control"))
    if answer.status < 400:
        seen.add((method.upper(), path))
    return answer


V = "/v1/{authority}"
service = Service()
try:
    service.found()
    service.add("A Manager", "manager")
    service.add("Another Manager", "manager")
    service.add("An Editor")
    service.start()
    base = f"/v1/{service.name}"

    with tap("joining"):
        check("GET", V, ask(service.address, "GET", base))
        bad = check("POST", V + "/devices", ask(service.address, "POST", base + "/devices", {"device": str(uuid.uuid4()), "code": "AAAA-AAAA-AAAA"}))
        assert bad.status == 403, bad.status
        joined = check("POST", V + "/devices", ask(service.address, "POST", base + "/devices", {"device": str(uuid.uuid4()), "code": service.code("An Editor")}))
        assert joined.status == 200
    one, two, editor = (Laptop(service.address, service.name, service.code(p)) for p in ("A Manager", "Another Manager", "An Editor"))

    with tap("pushing and pulling"):
        check("GET", V, one.ask("GET", ""))
        first = editor.change()
        receipt = check("POST", V + "/changes", editor.push([first, editor.change(first["record"], op="set", field="forename", value="Ben", base=[{"n": 1}])]))
        assert (receipt.status, receipt.json["acked"], receipt.json["head"]) == (200, 2, 2), receipt.raw
        again = check("POST", V + "/changes", editor.push([first]))
        assert (again.json["acked"], again.json["head"]) == (1, 2), again.raw  # no more than was sent
        page = check("GET", V + "/changes", one.pull())
        assert [c["seq"] for c in page.json["changes"]] == [1, 2] and not page.json["more"]
        nothing = check("GET", V + "/changes", one.ask("GET", f"/changes?after={page.json['next']}", headers={"If-None-Match": f'"{page.json["next"]}"'}))
        assert nothing.status == 304
        check("GET", V + "/records/{type}/{id}/history", one.ask("GET", f"/records/child/{first['record']}/history"))
        check("GET", V + "/snapshot", one.ask("GET", "/snapshot"))
        check("GET", V + "/superseded", one.ask("GET", "/superseded"))
        check("GET", V + "/digest", one.ask("GET", "/digest"))

    with tap("what is refused is a problem of its own kind"):
        for method, path, body, token, status, kind in (
                ("POST", "/changes", {"generation": "g0", "device": editor.device, "schema": 1, "changes": []}, editor.token, 409, "generation-changed"),
                ("POST", "/changes", b"{", editor.token, 400, "malformed"),
                ("POST", "/changes", {"generation": editor.generation, "device": one.device, "schema": 1, "changes": []}, editor.token, 403, "not-allowed"),
                ("POST", "/changes", {"generation": editor.generation, "device": editor.device, "schema": 1, "changes": [{**editor.change(), "n": 9, "txn": 9, "action": {"n": 9}}]}, editor.token, 409, "sequence-gap"),
                ("POST", "/changes", {"generation": editor.generation, "device": editor.device, "schema": 1, "changes": [{**first, "id": str(uuid.uuid4())}]}, editor.token, 409, "device-forked"),
                ("GET", "/changes", None, None, 401, "not-signed-in"),
                ("GET", "/changes?scopes=1", None, editor.token, 409, "grant-changed"),
                ("GET", "/purges", None, editor.token, 403, "not-allowed"),
                ("GET", "/devices", None, editor.token, 403, "not-allowed")):
            answer = ask(service.address, method, base + path, body, token=token)
            check(method, V + path.split("?")[0], answer)
            assert answer.status == status and answer.json["type"] == "tag:kinkeeper,2026:" + kind, (path, answer.status, answer.raw)
            assert answer.json["status"] == status
        assert ask(service.address, "GET", "/v1/nobody").status == 404
        assert ask(service.address, "DELETE", base + "/changes", token=editor.token).status == 405
        assert ask(service.address, "GET", "/").status == 404

    with tap("what managers do"):
        check("GET", V + "/devices", one.ask("GET", "/devices"))
        wish = check("POST", V + "/purges", one.ask("POST", "/purges", {"type": "child", "record": first["record"], "reason": "a lawful request"}))
        path = f"/purges/{wish.json['no']}/approval"
        waiting = check("GET", V + "/purges", two.ask("GET", "/purges")).json["purges"]
        assert [(p["record"], p["asked"], p["asked_name"], "seq" in p) for p in waiting] == [(first["record"], one.user, "A Manager", False)], waiting
        assert check("POST", V + "/purges/{no}/approval", one.ask("POST", path)).status == 403  # the same one
        assert check("POST", V + "/purges/{no}/approval", two.ask("POST", path)).status == 200
        done = check("GET", V + "/purges", one.ask("GET", "/purges")).json["purges"]
        assert [(p["approved_name"], p["seq"] > 0) for p in done] == [("Another Manager", True)], done
        everything = one.pull().raw + one.ask("GET", "/snapshot").raw + one.ask("GET", "/superseded").raw
        assert b"Ada" not in everything and b"Ben" not in everything
        assert check("POST", V + "/devices/{device}/revocation", one.ask("POST", f"/devices/{editor.device}/revocation")).status == 200
        refused = check("GET", V + "/changes", editor.pull())
        assert refused.status == 403 and refused.json["type"].endswith("device-revoked")

    with tap("the service's own state"):
        for path in ("/healthz", "/readyz", "/metrics"):
            answer = check("GET", path, ask(service.address, "GET", path))
            assert answer.status == 200
        assert "kinkeeper_head" in ask(service.address, "GET", "/metrics").raw.decode()

    with tap("every path is described, and every described path was seen"):
        source = (SOURCE / "app" / "endpoint" / "endpoint.c").read_text()
        table = re.findall(r'\{ "(GET|POST)",\s+"([^"]*)",', source)
        assert len(table) > 10
        routes = {(method, re.sub(r"\{\w+\}", "*", (V if not path else V + "/" + path))) for method, path in table}
        routes |= {("GET", path) for path in ("/healthz", "/readyz", "/metrics")}
        described = {(m.upper(), re.sub(r"(?<=/)\{(?!authority)\w+\}", "*", p)) for p, operations in DESCRIBED["paths"].items() for m in operations if m in ("get", "post")}
        routes = {(m, p.replace("/v1/*", V)) for m, p in routes}
        assert routes == described, (routes - described, described - routes)
        missed = {(m.upper(), p) for p, operations in DESCRIBED["paths"].items() for m in operations if m in ("get", "post")} - seen
        assert not missed, missed

    with tap("no name and no content in the log"):
        service.stop()
        log = (service.folder / "log").read_text()
        for word in ("Manager", "Editor", "Ada", "Ben", "lawful", editor.token, first["record"]):
            assert word not in log, word
finally:
    service.close()
tap.done()
