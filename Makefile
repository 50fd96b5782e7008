# Pressmark: `make` explains. Everything is a Go command at heart.

ADDR ?= 127.0.0.1:8000
DIR  ?= site
BASE ?= /

# What runs in the browser: its packages are checked for that target too.
CLIENT = ./annotations/... ./app/... ./cmd/wasm ./cmd/converter

# The program that builds. What the compiler prints is shown where it fails.
BUILD = @[ -e build/builder ] || echo "The first build takes a few minutes."; \
  mkdir -p build; go build -o build/builder ./cmd/build 2>build/builder.log || { cat build/builder.log; exit 1; }; build/builder

.DEFAULT_GOAL := help
.PHONY: help run build client site test bench soak screenshots sure sure-offline check vulnerabilities axe chromium clean

help: ## say what can be made
	@echo "Pressmark. Targets:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "For example: make run ADDR=127.0.0.1:9000, make site DIR=out BASE=/any/path/"

run: ## build Pressmark quickly and serve it (ADDR=127.0.0.1:8000)
	$(BUILD) -quick -addr $(ADDR) binary
	@exec build/pressmark serve --addr $(ADDR)

build: ## build the one binary that holds everything: build/pressmark
	$(BUILD) binary

client: ## build what the binary embeds, compressed quickly: for work in progress
	$(BUILD) -quick client

site: build ## write a static site (DIR=site BASE=/)
	build/pressmark site --dir $(DIR) --base $(BASE)

test: client axe chromium ## run all tests, those in a real browser too
	PRESSMARK_WHOLE=1 go test -timeout 25m ./...

bench: client chromium ## measure in a real browser, against floors measured in the same run, and what reads and derives natively
	PRESSMARK_WHOLE=1 go test -timeout 30m -run '^$$' -bench . -benchtime 1x ./cmd/pressmark ./cmd/pressmark/command
	go test -run '^$$' -bench . ./annotations/figure ./annotations/suggest ./annotations/audit ./annotations/ledger

soak: client chromium ## kill, corrupt and fill the browser's storage, for hours
	PRESSMARK_WHOLE=1 PRESSMARK_SOAK=1 go test -v -count 1 -timeout 4h -run 'Killed|Corrupted|Full' ./app/browser
	PRESSMARK_WHOLE=1 PRESSMARK_SOAK=1 go test -v -count 1 -timeout 4h -run Soak ./cmd/pressmark

screenshots: client chromium ## write pictures of the main screens to build/screenshots
	PRESSMARK_WHOLE=1 go test -count 1 -run Screenshots ./cmd/pressmark

sure: check vulnerabilities test ## everything that must hold before a change is kept

sure-offline: check test ## the same without the vulnerability database

check:
	@unformatted=$$(gofmt -l annotations app cmd web); \
	  if [ -n "$$unformatted" ]; then echo "not formatted (run gofmt -w):"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	GOOS=js GOARCH=wasm go vet $(CLIENT)
	go tool staticcheck ./...
	@# Built first: the tool itself must not be built for the browser.
	go build -o build/staticcheck honnef.co/go/tools/cmd/staticcheck
	GOOS=js GOARCH=wasm build/staticcheck $(CLIENT)

vulnerabilities:
	@mkdir -p build; go tool govulncheck ./... >build/govulncheck.txt 2>&1; status=$$?; \
	  if [ $$status -eq 0 ]; then echo "govulncheck: nothing found"; \
	  elif grep -qE '^Vulnerability #' build/govulncheck.txt; then cat build/govulncheck.txt; exit 1; \
	  elif grep -qiE 'dial tcp|no such host|connection refused|timeout|proxyconnect|fetching vulnerabilities|HTTP GET' build/govulncheck.txt; then \
	    echo "govulncheck: its database could not be reached, so nothing was checked"; \
	  else cat build/govulncheck.txt; exit 1; fi

# What looks for faults of accessibility, in the version that the lock file pins.
AXE = cmd/pressmark/testdata/axe
axe: $(AXE)/node_modules/.package-lock.json

$(AXE)/node_modules/.package-lock.json: $(AXE)/package-lock.json
	@if command -v npm >/dev/null; then cd $(AXE) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	  else echo "There is no npm to fetch axe-core with: the journeys that check accessibility are skipped."; fi

# The browser tests need Chromium: Debian's is fetched where that is allowed.
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null && exit 0; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo=none; fi; \
	  if [ "$$sudo" = none ] || ! command -v apt-get >/dev/null; then \
	    echo "The tests need Chromium: please install it (on Debian: apt-get install chromium)."; exit 1; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null

clean: ## remove what was built
	rm -rf build site
	cd cmd/pressmark/server/build && rm -f app.wasm convert.wasm stamp part *.br *.gz
