#!/usr/bin/env bash
# Write what a filled form holds, and open a pull request with it.
#
# From the environment: GH_TOKEN; REPOSITORY as owner/name; NUMBER of the issue; MAIN, the branch to propose it for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

gh api "repos/$REPOSITORY/issues/$NUMBER" --jq .body > "$work/issue.md"
if ! .venv/bin/practice from-issue "$work/issue.md" > "$work/path" 2> "$work/said"; then
  { echo "There is no pull request for this form:"; echo; sed 's/^/    /' "$work/said"; } > "$work/comment.md"
  gh issue comment "$NUMBER" --repo "$REPOSITORY" --body-file "$work/comment.md"
  exit 1
fi

branch="form/issue-$NUMBER"
if git ls-remote --exit-code --heads origin "$branch" > /dev/null; then
  {
    echo "There is a branch for this form already: \`$branch\`. Change the file there."
    echo "Or close its pull request and delete the branch, take the label off this issue, and put it on again."
  } > "$work/comment.md"
  gh issue comment "$NUMBER" --repo "$REPOSITORY" --body-file "$work/comment.md"
  exit 1
fi

path=$(cat "$work/path")
if [[ $path == */adoptions.yml ]]; then
  what="Practice taken up"
elif git cat-file -e "HEAD:$path" 2> /dev/null; then
  what="Correction"
else
  what="Case study"
fi
git switch --quiet --create "$branch"
git add -- "$path"
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
  commit --quiet --message "$what, from issue $NUMBER"

# Pull requests that a workflow opens start no other workflow, so what the review says goes in here.
code=0
.venv/bin/practice review HEAD^..HEAD --format markdown > "$work/review.md" || code=$?
test "$code" -le 1
{ echo "Closes #$NUMBER."; echo; cat "$work/review.md"; } > "$work/body.md"

gh auth setup-git
git push --quiet origin "HEAD:refs/heads/$branch"
gh pr create --repo "$REPOSITORY" --base "$MAIN" --head "$branch" --title "$what, from issue $NUMBER" --body-file "$work/body.md"
