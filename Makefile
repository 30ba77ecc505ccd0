PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

export PORT

.PHONY: run demo test drill bench install lock messages format pictures help
.SILENT:

run:  ## set up what is missing, and serve the application on PORT (8000), with its worker and its clock beside it
	$(PYTHON) install.py run $(PORT)
	$(BIN)/python manage.py prepare --port $(PORT)
	exec $(BIN)/python serve.py "$(BIN)/python manage.py db_worker --verbosity 0" "$(BIN)/python manage.py publish_due --every 20" "$(BIN)/python manage.py send_reminders --every 3600" "$(BIN)/granian --interface wsgi --workers 1 --blocking-threads 4 --host 127.0.0.1 --port $(PORT) --log-level warning enact.wsgi:application"

demo: export DEMO = true
demo: export FICTIONAL = true
demo: export VAR_DIR = $(CURDIR)/var/demo
demo: export DATABASE_URL = sqlite:///$(CURDIR)/var/demo/enact.sqlite3
demo: run  ## the same with a fictional programme of 70 partners and 200 commitments, in a database of its own

test:  ## set up what is missing, and run every check
	$(PYTHON) install.py test
	exec $(BIN)/python -m tests

bench: install  ## measure the application, and write docs/bench.md; BENCH=--strict fails when a promise is missed
	$(BIN)/python -m bench.imports $(BENCH)
	$(BIN)/python -m bench.releases $(BENCH)
	$(BIN)/python -m bench $(BENCH)

drill:  ## set up what is missing, and run what takes too long for every time; DRILL=whole looks at every page in every way, DRILL=part takes a part of everything
	$(PYTHON) install.py test
	exec $(BIN)/python -m tests drill

install:  ## set up the packages that the checks need, and nothing else
	$(PYTHON) install.py test

lock: install  ## write what pyproject.toml asks for into the locks; UPGRADE=--upgrade takes the newest versions
	$(LOCK) pyproject.toml $(UPGRADE) --output-file requirements/run.txt
	$(LOCK) pyproject.toml $(UPGRADE) --extra test --constraint requirements/run.txt --output-file requirements/test.txt

messages: install  ## bring the catalogues of locale/ up to date with the texts of the code
	DEMO=true $(BIN)/python manage.py messages

format: install  ## put the code and the templates in the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files --cached --others --exclude-standard '*.html' | xargs $(BIN)/djade --target-version 5.2

pictures: install  ## take the pictures of the README from a served demonstration
	$(BIN)/python docs/pictures.py

help:  ## list what make can do here
	sed -nE 's/^([a-z]+):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16
