# `make` alone lists what there is. Needs Python 3.11, 3.12 or 3.13 and the Python package index; installs nothing
# outside $(VENV).
VENV ?= .venv
PYTHON ?= python3.13 python3.12 python3.11 python3
UV := uv==0.13.9

READY := $(VENV)/.ready
RUN := $(VENV)/bin/python
LOCK := pip compile pyproject.toml --universal --python-version 3.11 --all-extras --generate-hashes \
	--fork-strategy fewest --custom-compile-command "make lock" --quiet --output-file requirements.lock

# A relative CORPUS is relative to where make was called. With `make -C` (which shows as w in MAKEFLAGS) that is not
# the project's folder but the caller's.
CALLER := $(if $(findstring w,$(firstword -$(MAKEFLAGS))),$(PWD),$(CURDIR))
FOLDER := $(if $(filter /% ~%,$(CORPUS)),$(CORPUS:~/%=$(HOME)/%),$(if $(CORPUS),$(CALLER)/$(CORPUS),$(CURDIR)/data/digests))
export FOLDER

# Only where make was given it: systems set LANGUAGE for messages of their own (en_GB:en).
TONGUE := $(if $(filter command,$(origin LANGUAGE)),--language "$(LANGUAGE)")

.PHONY: help report test lint accuracy accuracy-accept architecture bench docs notebooks lab lock licences clean
.DEFAULT_GOAL := help

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  make report CORPUS=path/to/folder   runs on your own folder of reports'
	@echo '  make report LANGUAGE=zh             has charts, tables and pages in Chinese'
	@echo '  make lab    CORPUS=path/to/folder   opens the notebooks on it'

report: $(READY) ## tabulate data/digests (or CORPUS), run every notebook, write report/index.html
	@$(RUN) -m analysis report $(if $(CORPUS),"$$FOLDER") --out report $(TONGUE)

test: $(READY) ## run every test, the notebooks under strict nbval among them
	@$(RUN) -m pytest -n auto -rs

lint: $(READY) ## check style and format of the code and the notebooks, and the types of the package
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy --no-error-summary

accuracy: $(READY) ## how well counts are read today, beside the committed figures; fails where one has fallen
	@$(RUN) tests/accuracy.py

accuracy-accept: $(READY) ## today's figures become the committed ones
	@$(RUN) tests/accuracy.py --accept

architecture: $(READY) ## draw docs/architecture.png anew from the imports of the code
	@$(RUN) docs/architecture.py

bench: $(READY) ## what measuring CORPUS (texts with reports.csv) costs, part by part and as a whole
	@$(RUN) benchmarks/measuring.py "$$FOLDER"
	@$(RUN) benchmarks/scale.py "$$FOLDER" 12

docs: $(READY) ## build the documentation site: docs/_build/index.html
	@$(RUN) -m sphinx -q -W --keep-going -b html docs docs/_build

notebooks: $(READY) ## after a change of code or data: run the notebooks in place and keep their new outputs
	@cd notebooks && FIGURES="$$(mktemp -d)" $(abspath $(RUN)) -m nbconvert --to notebook --inplace --execute \
	  --ExecutePreprocessor.record_timing=False --log-level=WARN *.ipynb

lab: $(READY) ## open JupyterLab at the start notebook
	@$(if $(CORPUS),CORPUS="$$FOLDER") JUPYTER_CONFIG_PATH="$(CURDIR)/notebooks/jupyter" JUPYTER_PATH="$(CURDIR)/notebooks/jupyter" \
	  $(RUN) -m jupyterlab

lock: $(READY) ## after a change of the dependencies in pyproject.toml: renew requirements.lock
	@$(VENV)/bin/uv $(LOCK)

licences: $(READY) ## list the packages that this one needs, each with its licence
	@$(RUN) docs/licences.py

clean: ## remove what make has made
	rm -rf "$(VENV)" report docs/_build docs/_copies docs/jupyter_execute notebooks/figures .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find analysis tests notebooks -name __pycache__ -prune -exec rm -rf {} +
	find . -maxdepth 2 -name .ipynb_checkpoints -prune -exec rm -rf {} +

# Installed from requirements.lock with hashes; the project itself editable, so that notebooks and tests import it.
# uv does not read pip's settings: a mirror that is set there is handed on, and where a proxy or a certificate is needed
# that only pip knows, pip installs. Matplotlib lists the machine's fonts when it is first imported and says so, which
# would stand in the first notebook's output.
$(READY): requirements.lock pyproject.toml
	@set -e; \
	if ! "$(RUN)" -c 'import pip' 2>/dev/null; then \
	  found=; \
	  for python in $(PYTHON); do \
	    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	    then found="$$python"; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "No Python 3.11, 3.12 or 3.13 with venv among: $(PYTHON)." >&2; \
	    echo "Install one (Debian, Ubuntu: apt install python3-venv), or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up $(VENV) with $$("$$found" --version) (once, a minute or two)"; \
	  rm -rf "$(VENV)"; "$$found" -m venv "$(VENV)"; \
	fi; \
	"$(RUN)" -m pip install --quiet --disable-pip-version-check $(UV); \
	mirror=$$("$(RUN)" -m pip config get global.index-url 2>/dev/null || true); \
	if [ -n "$$mirror" ]; then export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$mirror}"; fi; \
	{ "$(VENV)/bin/uv" pip sync --quiet --python "$(RUN)" --require-hashes requirements.lock && \
	  "$(VENV)/bin/uv" pip install --quiet --python "$(RUN)" --no-deps --editable .; } || { \
	  echo "uv could not install the packages; trying pip, which is slower" >&2; \
	  "$(RUN)" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	  "$(RUN)" -m pip install --quiet --disable-pip-version-check --no-deps --editable .; }; \
	"$(RUN)" -c 'import matplotlib.font_manager'; \
	touch "$@"
