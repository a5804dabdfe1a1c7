#!/bin/sh
# Resolve again (make lock): run.txt is what `make run` installs, test.txt the same versions plus our own tools.
set -eu
compile="uv pip compile pyproject.toml requirements/build.in --extra server --extra web --universal --python-version 3.11
         --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet"
$compile -o requirements/run.txt
$compile --group dev -c requirements/run.txt -o requirements/test.txt
