# SPDX-License-Identifier: GPL-3.0-or-later
# Says "N passed, N failed" from what meson wrote, counting each TAP subtest. A program that died or ran out of time
# after its last "ok" has no failed subtest to show for it, so testlog.json is asked about that.
import json
import pathlib
import sys
import xml.etree.ElementTree as ET

logs = pathlib.Path(sys.argv[1])
passed = failed = skipped = 0
blamed = set()
try:
    suites = ET.parse(logs / "testlog.junit.xml").getroot().findall(".//testsuite")
    programs = [json.loads(line) for line in (logs / "testlog.json").open(encoding="utf-8") if line.strip()]
except (OSError, ET.ParseError, ValueError) as error:
    print(f"The tests left no readable log: {error}")
    suites, programs = [], []
    failed = 1
for suite in suites:
    for case in suite.findall("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            blamed |= {suite.get("name", "").split(".", 1)[-1], case.get("name", "")}
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
for program in programs:
    name = program["name"].split(" / ")[-1]
    if program["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and name not in blamed:
        print(f"{name} ended badly: {program['result']}")
        failed += 1
if skipped:
    print(f"{skipped} skipped")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
