# SPDX-License-Identifier: GPL-3.0-or-later
# Says "N passed, N failed" from what meson wrote, counting each TAP subtest. A program that died or ran out of time
# after its last "ok" has no failed subtest to show for it: its own result, in testlog.json, has the last word.
import json
import pathlib
import sys
import xml.etree.ElementTree as ET

logs = pathlib.Path(sys.argv[1])
passed = failed = skipped = 0
subtests = {}
try:
    for suite in ET.parse(logs / "testlog.junit.xml").getroot().iter("testsuite"):
        program = suite.get("name", "").split(".", 1)[-1]
        subtests[program] = [{child.tag for child in case} for case in suite.iter("testcase")]
    programs = [json.loads(line) for line in (logs / "testlog.json").open(encoding="utf-8") if line.strip()]
except (OSError, ET.ParseError, ValueError) as error:
    print(f"The tests left no readable log: {error}")
    programs = []
    failed = 1
for program in programs:
    good = program["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    cases = subtests.get(program["name"]) or [{"skipped"} if program["result"] == "SKIP" else set() if good else {"failure"}]
    bad = sum(1 for case in cases if case & {"failure", "error"})
    over = sum(1 for case in cases if "skipped" in case)
    passed += len(cases) - bad - over
    skipped += over
    failed += bad
    if not good and not bad:
        failed += 1
    if not good:
        print(f"{program['name']}: {program['result']}")
if skipped:
    print(f"{skipped} skipped")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
