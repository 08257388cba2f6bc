# Two commands do all the set-up on a fresh machine: `make scan` and `make test`.
REPO ?= Examples/acme
PREFIX ?= $(HOME)/.local
FORMAT ?= table
SWIFT_STRICT = --explicit-target-dependency-import-check error

.PHONY: scan test check bench install lint generate bootstrap clean

## scan: gap table of REPO (default: the example, Examples/acme)
scan: bootstrap
	@swift build -c release --product auditwright >&2
	@.build/release/auditwright scan "$(REPO)" --format $(FORMAT)

## test: every test that needs no network
test: bootstrap
	@Scripts/bootstrap agent-client
	swift build --build-tests $(SWIFT_STRICT)
	swift test --skip-build --parallel

## check: format, strict build, tests, generated files
check: bootstrap lint test
	swift run --skip-build generate --check

lint:
	swift format lint --strict --parallel -r Sources Tests Package.swift

## generate: rewrite the check registry and the reference documents
generate: bootstrap
	swift run generate

## bench: speed beside other tools, and a review beside a scan, in one run
bench: bootstrap
	@swift build -c release --product auditwright >&2
	@Scripts/bench
	@Scripts/bench-review

## install: release build into PREFIX (default ~/.local)
install: bootstrap
	swift build -c release --product auditwright
	install -d "$(PREFIX)/bin"
	install -m 755 .build/release/auditwright "$(PREFIX)/bin/auditwright"

bootstrap:
	@Scripts/bootstrap

clean:
	swift package clean
