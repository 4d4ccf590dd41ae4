# What a person or a machine runs. `make demo` and `make test` are the only two commands that a newcomer needs.
CARGO ?= cargo
EVAL := ../shared/eval
VENV := .venv

.PHONY: setup demo test lint eval bench bless fuzz docs deny

setup: ## Install what the rest needs on a plain Debian with Rust
	@command -v cc >/dev/null 2>&1 || { apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev; }
	@command -v python3 >/dev/null 2>&1 || { apt-get update && apt-get install -y --no-install-recommends python3; }
	@./scripts/setup_judges.sh
	@$(CARGO) fetch --locked

demo: setup ## Build and check five bundled briefs
	$(CARGO) run --release --quiet -p salient-cli -- demo

test: setup ## Format, lints, all tests
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) test --workspace --locked

lint: ## Format and lints only
	$(CARGO) fmt --all
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

bless: ## Accept new snapshots after reading the difference
	INSTA_UPDATE=always $(CARGO) test --workspace

eval: ## Score the claims against the gold texts beside the project, when they are there
	./scripts/eval.sh $(EVAL)

bench: ## Speed beside the peers, in the same run
	./scripts/bench.sh $(VENV)
	./scripts/bench_map.sh $(VENV)-map
	./scripts/bench_record.sh $(VENV)-copies

fuzz: ## Two minutes of fuzzing a target on stable Rust: make fuzz TARGET=read
	cd fuzz && cargo fuzz run -s none $(or $(TARGET),extract) -- -max_total_time=120

docs: ## The library's documentation
	$(CARGO) doc --no-deps --workspace

deny: ## Licences, bans and sources of dependencies
	cargo deny check licenses bans sources
