#!/usr/bin/env bash
# Build the site and copy the pages that a review names, with what they need to be looked at: preview.sh REVIEW.json FOLDER
set -euo pipefail
review=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
NO_MKDOCS_2_WARNING=1 .venv/bin/python -m mkdocs --quiet build --site-dir "$work/site"
mkdir -p "$folder"
for shared in assets files; do
  if test -d "$work/site/$shared"; then cp -R "$work/site/$shared" "$folder/"; fi
done
cp "$work/site/index.html" "$folder/"
.venv/bin/python -c 'import json, sys; [print(page) for page in json.load(open(sys.argv[1]))["pages"]]' "$review" | while IFS= read -r page; do
  mkdir -p "$folder/$page"
  cp "$work/site/$page"index.html "$folder/$page"
done
