#!/usr/bin/env bash
# Sets vcam and its tests up in .venv, once, and runs all checks: style, types, imports, tests.
# Arguments go to pytest: `./test.sh tests/capture -k video`.
set -eu

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
# shellcheck source=scripts/environment.sh
. "$root/scripts/environment.sh"
cd "$root"

if [ "$(uname -s)" = Linux ]; then
    # shellcheck disable=SC2046,SC2086 # lists of words
    install_packages "the tests" $(missing_packages $base_libraries $window_libraries) \
        $(for pair in gcc:gcc ffmpeg:ffmpeg Xvfb:xvfb xauth:xauth; do
            command -v "${pair%%:*}" >/dev/null || printf '%s ' "${pair#*:}"
        done) \
        $([ -e /usr/include/stdio.h ] || printf 'libc6-dev ')
fi
set_up test
PATH="$venv/bin:$PATH"
export PATH

say "Style ..."
ruff check --quiet .
say "Types ..."
mypy
say "Imports ..."
lint-imports --no-logo >"$venv/imports.txt" 2>&1 || fail "$(cat "$venv/imports.txt")"
say "Tests ..."
# Nothing on the screen, and no thread that waits by spinning.
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" OMP_WAIT_POLICY=passive
exec pytest "$@"
