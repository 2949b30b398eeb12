# Sets up vcam's own Python environment; sourced by run.sh and test.sh, which set `root` before.
# Safe under `set -eu`, and for the bash 3.2 of macOS.

venv="$root/.venv"
venv_mark="made-by-vcam"
oldest="3.11"

# Libraries that OpenCV and Qt load, and the Debian packages that bring them.
base_libraries="libGL.so.1:libgl1 libEGL.so.1:libegl1 libgthread-2.0.so.0:libglib2.0-0 \
libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3 libxkbcommon.so.0:libxkbcommon0"
window_libraries="libxcb-cursor.so.0:libxcb-cursor0 libxkbcommon-x11.so.0:libxkbcommon-x11-0 \
libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1 \
libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "vcam: $*"
    exit 1
}

has_display() {
    case "$(uname -s)" in
        Darwin) [ -z "${SSH_CONNECTION:-}" ] ;;
        *) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] ;;
    esac
}

# Prints the packages whose libraries are missing on this Linux.
missing_packages() {
    local known pair
    known="$( (PATH="$PATH:/sbin:/usr/sbin" ldconfig -p) 2>/dev/null)" || return 0
    for pair in "$@"; do
        case "$known" in
            *"${pair%%:*} "*) ;;
            *) printf '%s ' "${pair#*:}" ;;
        esac
    done
}

# as_root WHY COMMAND...: run it as root, by sudo if need be.
as_root() {
    local why="$1"
    shift
    if [ "$(id -u)" = 0 ]; then
        "$@" >&2
    elif command -v sudo >/dev/null; then
        sudo "$@" >&2
    else
        fail "$why needs more system packages; run as root: $*"
    fi
}

refresh_package_lists() {
    [ -z "${package_lists_refreshed:-}" ] || return 0
    package_lists_refreshed=yes
    # A package source that does not answer is no reason to stop while the others have what is needed.
    as_root "$1" apt-get update -qq || true
}

# install_packages WHY PACKAGE...: with apt; without it, one sentence that names them.
install_packages() {
    local why="$1"
    shift
    [ $# -gt 0 ] || return 0
    command -v apt-get >/dev/null ||
        fail "$why needs these Debian packages, or what your system calls them: $*; install them and start again."
    say "Installing system packages for $why: $*"
    refresh_package_lists "$why"
    as_root "$why" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ||
        fail "$why needs system packages that could not be installed; run: sudo apt-get install $*"
}

is_new_enough() {
    "$1" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$oldest'.split('.'))))" 2>/dev/null
}

# Sets `python` to a Python that is new enough: $PYTHON if set, else the tested version before others.
find_python() {
    local candidate
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null || fail "PYTHON is set to $PYTHON, which is no program."
        is_new_enough "$PYTHON" || fail "PYTHON is set to $PYTHON, which is older than Python $oldest."
        python="$PYTHON"
        return
    fi
    for candidate in python3.11 python3 python3.12 python3.13 python3.14; do
        if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
            python="$candidate"
            return
        fi
    done
    python=""
}

require_python() {
    find_python
    if [ -z "$python" ] && command -v apt-get >/dev/null; then
        refresh_package_lists "Python"
        if [ -n "$(apt-cache search --names-only '^python3\.11-venv$')" ]; then
            install_packages "Python" python3.11 python3.11-venv
        else
            install_packages "Python" python3 python3-venv
        fi
        find_python
    fi
    if [ -z "$python" ]; then
        case "$(uname -s)" in
            Darwin) fail "Python $oldest or newer is missing; install it with: brew install python@3.11" ;;
            *) fail "Python $oldest or newer is missing; install it, or set PYTHON to one." ;;
        esac
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        command -v apt-get >/dev/null || fail "$python has no venv module; install it and start again."
        install_packages "Python's venv" "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
    fi
}

# What an installation depends on; another value installs anew.
fingerprint() {
    cat "$root/setup.cfg" "$root/pyproject.toml" "$root/constraints.txt" "$root/scripts/environment.sh" | cksum
    # A moved environment does not work: its scripts name the old place.
    printf '%s\n' "$root"
}

# Whether the environment has the Python that $PYTHON asks for, if it asks.
has_wanted_python() {
    local version='import sys; print(sys.version)'
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -c "$version" 2>&1)" = "$("$venv/bin/python" -c "$version" 2>&1)" ]
}

is_current() { # is_current STAMP
    [ -f "$venv/$1" ] && [ "$(cat "$venv/$1")" = "$(fingerprint)" ] && [ -x "$venv/bin/vcam" ] &&
        [ -x "$venv/bin/python" ] && has_wanted_python
}

# On Linux the default build of PyTorch brings gigabytes of CUDA; without an NVIDIA card its CPU build is
# taken from PyTorch's own package index, unless package sources were configured by whoever runs this.
torch_index() {
    local index="https://download.pytorch.org/whl/cpu"
    [ "$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null || return 0
    [ -z "${PIP_INDEX_URL:-}${PIP_EXTRA_INDEX_URL:-}${PIP_FIND_LINKS:-}" ] || return 0
    [ -z "$("$venv/bin/python" -m pip config list 2>/dev/null | grep -E 'index-url|find-links')" ] || return 0
    printf '%s\n%s\n' --extra-index-url "$index"
}

make_venv() {
    local clear=""
    # An environment that was moved, or whose Python is gone or another than asked for, is of no use.
    if [ -e "$venv" ]; then
        has_wanted_python && "$venv/bin/pip" --version >/dev/null 2>&1 || clear="--clear"
    fi
    # Only what was made here is ever emptied.
    if [ -n "$clear" ] && [ ! -f "$venv/$venv_mark" ]; then
        fail "the environment $venv was not made by vcam and can't be used; remove it and start again."
    fi
    if [ -n "$clear" ] || [ ! -e "$venv" ]; then
        # shellcheck disable=SC2086 # empty or one option
        "$python" -m venv $clear "$venv" || fail "the environment $venv could not be made with $python."
        : >"$venv/$venv_mark"
    fi
}

# set_up EXTRA: EXTRA is empty, or `test` for what the tests need.
set_up() {
    local extra="$1" stamp="vcam-installed${1:+-$1}" line
    local options=()
    if is_current "$stamp" || { [ -z "$extra" ] && is_current vcam-installed-test; }; then
        return
    fi
    say "Setting up vcam in $venv; the first time this takes some minutes and about 2 GB."
    if [ "$(uname -s)" = Linux ]; then
        # shellcheck disable=SC2046,SC2086 # lists of words
        install_packages "vcam" $(missing_packages $base_libraries)
    fi
    require_python
    make_venv
    rm -f "$venv/vcam-installed" "$venv/vcam-installed-test"
    while IFS= read -r line; do options+=("$line"); done < <(torch_index)
    [ -t 2 ] || options+=(--quiet)
    # The build's warnings are about vcam's own packaging and of no use to who installs it.
    PYTHONWARNINGS=ignore "$venv/bin/python" -m pip install --disable-pip-version-check --constraint "$root/constraints.txt" \
        ${options[@]+"${options[@]}"} --editable "$root${extra:+[$extra]}" >&2 ||
        fail "Python packages could not be installed; check the network and the disk, then start again."
    fingerprint >"$venv/$stamp"
}
