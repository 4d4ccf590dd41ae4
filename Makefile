# What a person or a machine runs. `make demo` and `make test` are the only two commands that a newcomer needs.
CARGO ?= cargo
EVAL := ../shared/eval
VENV := .venv

.PHONY: setup judges demo test web lint features dist eval bench bless fuzz fuzz-api docs deny train train-smoke vscode wheel wheel-test

setup: ## Install what the rest needs on a plain Debian with Rust
	@command -v cc >/dev/null 2>&1 || { apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev; }
	@command -v python3 >/dev/null 2>&1 || { apt-get update && apt-get install -y --no-install-recommends python3; }
	@$(CARGO) fetch --locked

judges: setup ## Install what tests compare with, and a browser
	@./scripts/setup_judges.sh

demo: setup ## Build, check five bundled briefs, show a small record as a page
	@echo "Building what the demo shows; the first time this takes some minutes."
	$(CARGO) run --profile demo --locked -p salient-cli --no-default-features -- demo

test: judges ## Format, lints, all tests
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) test --workspace --locked
	./scripts/test_web.sh

wheel: ## The wheel for Python, in dist/
	./scripts/wheel.sh $(VENV)-python

wheel-test: ## The wheel's lints and tests, in an environment of its own
	@ls dist/salient_record-*.whl >/dev/null 2>&1 || $(MAKE) wheel
	./scripts/test_python.sh $(VENV)-python

web: judges ## The page in a browser
	$(CARGO) build --locked -p salient-cli
	./scripts/test_web.sh

lint: ## Format and lints only
	$(CARGO) fmt --all
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

features: ## The command with each of its heavy parts alone, and with none
	./scripts/features.sh

dist: setup ## What is handed out, in dist/: tarball, Debian package, wheel, what they are made of; tried on a bare Debian
	./scripts/dist.sh

bless: ## Accept new snapshots after reading the difference
	INSTA_UPDATE=always $(CARGO) test --workspace

eval: ## Score the claims against the gold texts beside the project, when they are there
	./scripts/eval.sh $(EVAL)

bench: ## Speed beside the peers, in the same run
	./scripts/bench.sh $(VENV)
	./scripts/bench_read.sh
	./scripts/bench_map.sh $(VENV)-map
	./scripts/bench_record.sh $(VENV)-copies
	./scripts/bench_server.sh $(VENV)-server

train: setup ## Make the reader's weights from the gold texts beside the project (hours; see training/README.md)
	./training/run.sh all

train-smoke: setup ## The same on a few texts, in minutes: shows that every step works
	./training/run.sh smoke

fuzz: ## Two minutes of fuzzing a target on stable Rust: make fuzz TARGET=read
	cd fuzz && cargo fuzz run -s none $(or $(TARGET),extract) -- -max_total_time=120

fuzz-api: ## Odd requests to the server, from its own description: no answer may be a fault
	$(CARGO) build --release --locked -p salient-cli
	./scripts/fuzz_api.sh $(VENV)-server

docs: ## The library's documentation
	$(CARGO) doc --no-deps --workspace

vscode: ## The extension for VS Code: target/salient.vsix
	@command -v npm >/dev/null 2>&1 || { apt-get update && apt-get install -y --no-install-recommends nodejs npm; }
	@mkdir -p target
	cd editors/vscode && npm install --no-package-lock --no-audit --no-fund && npm run package

deny: ## Licences, bans and sources of dependencies
	cargo deny check licenses bans sources
