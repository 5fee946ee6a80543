# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run, ./test and tests/debian13: what Debian must have installed, and how to ask for it.
# Nothing is asked of apt when nothing is missing, so a second run does not wait for it.

BUILD_NEEDS="gcc libc6-dev meson ninja-build pkgconf gettext python3 ca-certificates
  libglib2.0-dev libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-c-dev libsecret-1-dev libsodium-dev
  libxlsxwriter-dev libminizip-dev libsqlcipher-dev libpq-dev libcairo2-dev libpango1.0-dev
  desktop-file-utils shared-mime-info librsvg2-common adwaita-icon-theme fonts-cantarell fonts-dejavu-core"

PICTURE_NEEDS="xvfb imagemagick dbus"

TEST_NEEDS="$BUILD_NEEDS $PICTURE_NEEDS dbus-x11 at-spi2-core python3-gi gir1.2-atspi-2.0 xdotool
  clang clang-format libclang-rt-dev binutils appstream flatpak-builder libxml2-utils poppler-utils unzip git
  postgresql nginx-light openssl python3-yaml python3-jsonschema"

say () { printf '%s\n' "$*"; }
fail () { printf '%s\n' "$*" >&2; exit 1; }

# Prints those of the packages named that are not installed, or are there but too old.
missing () {
  have=$(dpkg-query -W -f '${db:Status-Abbrev}${Package} ${Version}\n' "$@" 2>/dev/null | sed -n 's/^[ih]i *//p')
  for package in "$@"; do
    version=$(printf '%s\n' "$have" | sed -n "s/^$package //p" | head -n 1)
    if [ -z "$version" ]; then
      echo "$package"
    elif [ "$package" = libsqlcipher-dev ] && dpkg --compare-versions "$version" lt 4.6; then
      echo "$package" # SQLCipher before 4.6 is an SQLite without full-text search
    fi
  done
}

# Debian 12 itself has SQLCipher 3.4, so it comes from its backports, from the mirror that is already in use.
add_backports () {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -v '^ *#' | grep -q bookworm-backports && return
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Release: bookworm' 2>/dev/null | head -n 1)
  [ -n "$mirror" ] || fail "apt knows no source of Debian 12, so its backports cannot be added. Give it one and start again."
  say "Adding bookworm-backports to apt's sources"
  $as_root tee /etc/apt/sources.list.d/bookworm-backports.sources >/dev/null <<EOF
Types: deb
URIs: $mirror
Suites: bookworm-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
EOF
}

# Installs what is missing of the packages named.
need () {
  command -v dpkg-query >/dev/null ||
    fail "This script installs what it needs on Debian 12 and 13. Elsewhere, install these and use meson: $*"
  wanted=$(missing "$@" | tr '\n' ' ')
  [ -n "$wanted" ] || return 0
  as_root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      fail "These packages are missing, and only root can install them (there is no sudo here): $wanted"
    as_root="sudo"
    [ -t 0 ] || as_root="sudo -n"
  fi
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  if [ "$codename" = bookworm ]; then
    case " $wanted" in
      *" libsqlcipher-dev "*)
        add_backports
        wanted=$(echo "$wanted" | sed 's,libsqlcipher-dev,libsqlcipher-dev/bookworm-backports,') ;;
    esac
  fi
  say "Installing $(echo "$wanted" | wc -w) packages that are missing"
  log=$(mktemp)
  { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends $wanted; } >"$log" 2>&1 </dev/null ||
    { tail -n 20 "$log" >&2; rm -f "$log"; fail "The packages could not be installed: $wanted"; }
  rm -f "$log"
}

# quietly LOG COMMAND...: runs it, and shows what it said only if it fails.
quietly () {
  log=$1; shift
  "$@" >"$log" 2>&1 </dev/null || { tail -n 60 "$log" >&2; fail "That did not work: $*"; }
}
