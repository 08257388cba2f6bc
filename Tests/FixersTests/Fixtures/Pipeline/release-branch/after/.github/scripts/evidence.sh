#!/usr/bin/env bash
# Brings the evidence that auditwright keeps to this machine, and carries it back.
#
# A runner keeps nothing, so the ledger lives on a branch of its own, auditwright-evidence: whoever
# may read the repository may read it. A ruleset should keep the branch from being deleted or rewritten.
#
#   evidence.sh fetch           puts the ledger into .auditwright
#   evidence.sh keep "message"  pushes .auditwright; fails when somebody else pushed since
#
# Needs GH_TOKEN with write access to contents.
set -euo pipefail

branch=auditwright-evidence
kept="$RUNNER_TEMP/evidence"
remote="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git"

evidence() {
  git -C "$kept" -c credential.helper= -c credential.helper='!gh auth git-credential' \
    -c user.name=auditwright -c user.email=auditwright@users.noreply.github.com "$@"
}

case "$1" in
  fetch)
    rm -rf "$kept"
    git init --quiet "$kept"
    found=0
    evidence ls-remote --exit-code "$remote" "refs/heads/$branch" >/dev/null || found=$?
    if [ "$found" -eq 0 ]; then
      evidence fetch --quiet --depth 1 "$remote" "refs/heads/$branch"
      evidence checkout --quiet -B "$branch" FETCH_HEAD
      rm -rf .auditwright
      cp -a "$kept/.auditwright" .auditwright
    elif [ "$found" -eq 2 ]; then
      # The first time there is no such branch; anything else that fails must not begin a new ledger.
      evidence checkout --quiet --orphan "$branch"
    else
      exit "$found"
    fi
    ;;
  keep)
    rm -rf "$kept/.auditwright"
    cp -a .auditwright "$kept/.auditwright"
    evidence add --all --force
    evidence diff --cached --quiet || evidence commit --quiet --message "$2"
    evidence push --quiet "$remote" "HEAD:refs/heads/$branch"
    ;;
  *)
    echo "evidence.sh: fetch or keep" >&2
    exit 2
    ;;
esac
