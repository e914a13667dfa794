#!/usr/bin/env bash
# Put one comment and the labels of its themes on the pull request that a run of review.yml was for.
#
# From the environment: GH_TOKEN; REPOSITORY as owner/name; RUN, the run's id; SHA, BRANCH and OWNER of its newest commit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A run knows no pull request that comes from a fork. Branch and commit are the code host's word, not the contributor's.
number=$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f head="$OWNER:$BRANCH" \
  --jq 'map(select(.head.sha == env.SHA)) | .[0].number // empty')
if test -z "$number"; then
  echo "No open pull request has this commit as its newest: there is nobody to tell."
  exit 0
fi

gh run download "$RUN" --repo "$REPOSITORY" --name review --dir "$work/review"
code=0
.venv/bin/practice review --read "$work/review/review.json" --format markdown > "$work/comment.md" || code=$?
test "$code" -le 1
code=0
.venv/bin/practice review --read "$work/review/review.json" --format json > "$work/review.json" || code=$?
test "$code" -le 1

comment=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" \
  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- practice-review -->"))) | .id' | head -n 1)
if test -n "$comment"; then
  gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$comment" -F body=@"$work/comment.md"
else
  gh api --silent --method POST "repos/$REPOSITORY/issues/$number/comments" -F body=@"$work/comment.md"
fi

# Labels that people gave stay; of the themes named, only those of our own vocabulary count.
gh api "repos/$REPOSITORY/issues/$number" --jq '[.labels[].name | select(startswith("theme: ") | not)]' > "$work/kept.json"
.venv/bin/practice list themes --format json > "$work/themes.json"
.venv/bin/python - "$work" > "$work/labels.json" << 'END'
import json, pathlib, sys
kept, ours, review = (json.loads((pathlib.Path(sys.argv[1]) / f"{name}.json").read_text()) for name in ("kept", "themes", "review"))
themes = [theme["id"] for theme in ours["themes"] if theme["id"] in review["themes"]]
print(json.dumps({"labels": kept + [f"theme: {theme}" for theme in themes]}))
END
gh api --silent --method PUT "repos/$REPOSITORY/issues/$number/labels" --input "$work/labels.json"
