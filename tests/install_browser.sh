#!/usr/bin/env bash
# Make sure that there is a Chromium for the browser tests: Debian's, installed here when we may.
# Its headless shell is the same engine without a window, and opens pages in a third of the time.
set -euo pipefail
found() { [ -n "$1" ] && command -v "$1" >/dev/null; }

if found "${CHROMIUM:-}" || found chromium-headless-shell; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests ..."
  export DEBIAN_FRONTEND=noninteractive
  install=(apt-get install -y -qq --no-install-recommends)
  if apt-get update -qq && { "${install[@]}" chromium-headless-shell || "${install[@]}" chromium; } >/dev/null; then exit 0; fi
fi
for name in chromium chromium-browser google-chrome; do
  if found "$name"; then exit 0; fi
done
echo "The browser tests need Chromium. Install it with: sudo apt-get install chromium-headless-shell" >&2
echo "or name another one: CHROMIUM=/path/to/chromium make test" >&2
exit 2
