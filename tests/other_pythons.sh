#!/usr/bin/env bash
# Run the tests that need neither browser nor Node on every other supported Python that this computer has.
set -euo pipefail
main=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for version in 3.11 3.12 3.13; do
  [ "$version" = "$main" ] && continue
  # A shim may be on the path without the Python behind it, hence the try.
  if ! found=$("python$version" -c 'import sys; print(sys.executable)' 2>/dev/null); then
    # pyenv keeps Pythons that its shims do not offer.
    kept=("${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python)
    found=${kept[-1]}
    [ -x "$found" ] || found=
  fi
  if [ -z "$found" ]; then
    echo "Python $version is not on this computer: not tested."
    continue
  fi
  venv=.venv-$version
  pip=("$venv/bin/python" -m pip --disable-pip-version-check --quiet)
  [ -x "$venv/bin/python" ] || "$found" -m venv "$venv"
  if [ ! requirements/test.txt -ot "$venv/ready" ] || [ ! -e "$venv/ready" ]; then
    echo "Installing for Python $version ..."
    "${pip[@]}" install --require-hashes --only-binary :all: -r requirements/test.txt
    "${pip[@]}" install --no-deps --no-build-isolation -e .
    touch "$venv/ready"
  fi
  echo "Python $version:"
  "$venv/bin/python" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not browser and not node"
done
