#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# flatpak-builder reads the manifest and finds in it what the program cannot do without.
echo 1..2
shown=$(flatpak-builder --show-manifest "$1" 2>&1) && echo "ok 1 reads" || { echo "not ok 1 reads"; echo "$shown" | sed 's/^/# /'; }
case "$shown" in
  *sqlcipher*kinkeeper*) echo "ok 2 has SQLCipher before the program" ;;
  *) echo "not ok 2 has SQLCipher before the program" ;;
esac
