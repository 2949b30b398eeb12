#!/usr/bin/env bash
# Sets vcam up in .venv, once, and runs it: `./run.sh` opens the app, or without a display makes a demo video;
# `./run.sh ARGS` is `vcam ARGS`. PYTHON chooses the Python to use.
set -eu

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
# shellcheck source=scripts/environment.sh
. "$root/scripts/environment.sh"

set_up ""
if [ $# -eq 0 ]; then
    if ! has_display; then
        say "There is no display, so vcam makes a demo video."
        exec "$venv/bin/vcam" demo
    fi
    if [ "$(uname -s)" = Linux ]; then
        # shellcheck disable=SC2046,SC2086 # lists of words
        install_packages "the window" $(missing_packages $window_libraries)
    fi
fi
exec "$venv/bin/vcam" "$@"
