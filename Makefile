# Go and make are all that is needed for run and test. `make` alone lists the targets.
GO ?= go
FOLDER ?= dprk
ARGS ?=
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.8.0

.DEFAULT_GOAL := help
.PHONY: help build run test quick check gallery bench notices vuln FORCE

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## *\(.*\)/  make \1	\2/p' Makefile

build: bin/weir ## build the program, bin/weir

# Without C the program needs no library of the system, and starts a millisecond sooner.
bin/weir: FORCE
	CGO_ENABLED=0 $(GO) build -trimpath -o $@ ./cmd/weir

run: bin/weir ## simulate the shipped scenarios into out/ (ARGS="--trials 10k" changes the run)
	bin/weir run $$(bin/weir scenarios | sed -n 's|^\($(FOLDER)/[^ ]*\).*|\1|p' | grep -v '/model$$') $(ARGS)

test: ## run all tests
	$(GO) test ./...

quick: ## run the tests with fewer trials, models and rows, while you work
	GOGC=800 $(GO) test -short ./...

check: ## look for mistakes without running: vet, gofmt, staticcheck, policy, notices, a clean tree
	$(GO) vet ./...
	@test -z "$$(gofmt -l .)" || { echo "not gofmt-ed:"; gofmt -l .; exit 1; }
	$(GO) run $(STATICCHECK) ./...
	$(GO) test ./internal/deps
	@$(GO) run ./internal/deps/notices | cmp - THIRD_PARTY_NOTICES || { echo "run make notices"; exit 1; }
	@test -z "$$(git status --porcelain)" || { echo "the tree is not clean:"; git status --short; exit 1; }

gallery: bin/weir ## draw the charts that the README shows, out/gallery
	rm -rf out/gallery.new
	bin/weir run dprk/full_pressure --trials 100k --seed 2026 --quiet --out out/gallery.new
	mkdir -p out/gallery
	rm -f out/gallery/*.png
	mv out/gallery.new/dprk/full_pressure/charts/*.png out/gallery
	rm -rf out/gallery.new

bench: ## measure the stages, weir beside C and numpy, and growth (README, Performance; ARGS="-stages=false" leaves parts out)
	$(GO) run ./internal/bench $(ARGS)

notices: ## write THIRD_PARTY_NOTICES from the modules that are linked
	$(GO) run ./internal/deps/notices > THIRD_PARTY_NOTICES.new
	mv THIRD_PARTY_NOTICES.new THIRD_PARTY_NOTICES

vuln: ## look the linked modules up in the database of known vulnerabilities
	$(GO) run $(GOVULNCHECK) ./...
