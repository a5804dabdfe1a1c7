#!/bin/sh
# install.sh PYTHON run|test: the virtual environment, with exactly the locked versions, and what to do where it fails.
set -eu
python=$1 set=$2

stop() { echo "rond: $1" >&2; exit 1; }

command -v "$python" >/dev/null ||
    stop "there is no $python. Rond needs Python 3.11 or newer: sudo apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$("$python" --version) is too old, Rond needs 3.11 or newer. Choose another with: make run PYTHON=python3.12"

if [ ! -x .venv/bin/pip ]; then
    # Debian splits venv from Python: as root we fetch the missing part, otherwise we say which it is.
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
            stop "Python's venv module is missing: sudo apt-get install $package, then try again"
        echo "Installing $package ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package"; } >/dev/null ||
            stop "$package could not be installed: apt-get install $package says why"
    fi
    "$python" -m venv .venv || stop "the virtual environment .venv could not be made; the lines above say why"
fi

echo "Installing what Rond needs ($set); the first time takes a minute or two ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$set.txt" ||
    stop "the packages could not be installed; the lines above say why. Is there a network? Then try again"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ||
    stop "Rond itself could not be installed; the lines above say why"
touch ".venv/$set"
