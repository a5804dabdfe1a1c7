# Two commands: `make run` (the demo municipality) and `make test` (everything). On a fresh machine both set up first.
PORT ?= 8000
HOST ?= 127.0.0.1
RESET ?=
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test check bench web lock clean

run: .venv/run web
	@$(BIN)/rond serve --port $(PORT) --host $(HOST) $(if $(RESET),--reset)

test: .venv/test web
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/python -m pytest tests/unit/test_house.py

bench: .venv/test web
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m benchmarks

web: .venv/run
	@$(BIN)/python -m sync_server.webapp

lock:
	requirements/lock.sh

clean:
	rm -rf .venv build

# What is installed is what requirements/*.txt says, with hashes; a changed file installs again.
.venv/run: requirements/run.txt pyproject.toml
	@sh requirements/install.sh "$(PYTHON)" run

.venv/test: requirements/test.txt .venv/run
	@sh requirements/install.sh "$(PYTHON)" test
