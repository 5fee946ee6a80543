#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Our scripts parse in the plainest shell and can be executed.
cd "$1" || exit 1
set -- run test .ci/run po/update po/codes-to-h tests/with-display tests/take-picture tests/debian13 tests/endpoint/with-postgres tests/fuzz/run
echo "1..$#"
count=0
for script; do
  count=$((count + 1))
  if [ -x "$script" ] && sh -n "$script"; then echo "ok $count $script"; else echo "not ok $count $script"; fi
done
