#!/bin/sh
# Make a virtual environment with predeploy and what its tests need. Looks for uv, then python3.13 … 3.11, then newer.
set -eu
venv=$1

if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python '>=3.11' "$venv"
    uv pip install --quiet --python "$venv/bin/python" -e ".[${PREDEPLOY_EXTRAS:-dev}]"
    exit 0
fi

for name in python3.13 python3.12 python3.11 python3 python3.14 python3.15; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "predeploy needs Python 3.11 or newer: install it, or uv, and run make again" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$python has no venv module. Run this, then make again:  sudo apt-get install -y python$version-venv" >&2
    exit 1
fi
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e ".[${PREDEPLOY_EXTRAS:-dev}]"
