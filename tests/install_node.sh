#!/usr/bin/env bash
# Make sure that there are Node and npm for the tests: Debian's, installed here when we may.
set -euo pipefail
if command -v node > /dev/null && command -v npm > /dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "Installing Node and npm for the tests ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends nodejs npm > /dev/null
  exit 0
fi
echo "The tests need Node 18 or newer, and npm. Install them with: sudo apt-get install nodejs npm" >&2
exit 2
