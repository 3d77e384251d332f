export CGO_ENABLED = 0

.PHONY: build test lint fuzz bench scale data mutants hunt

build: ## the program, in ./okrug
	go build -trimpath -o okrug ./cmd/okrug

test:
	go test ./...

lint:
	go vet ./...
	go tool -modfile=tools/go.mod golangci-lint run ./...

FUZZTIME ?= 7200

fuzz: ## fuzz targets, FUZZTIME seconds together; every mutant of the inputs; faults at 1 200 system calls; many more claims
	.ci/fuzz $(FUZZTIME)
	go test ./cmd/okrug -run 'TestMutants$$' -v -timeout 6h -args -mutants
	go test ./cmd/okrug -run TestFaultsAtSystemCalls -v -timeout 2h -args -faults 1200
	go test ./balance/certificate/verify -run TestClaims -v -timeout 4h -args -claims 10000000 -claims.seed $${SEED:-2}

HUNTS ?= 10

hunt: ## every random test, HUNTS times, on other draws each time; make test draws anew too, .ci/run the same always
	for i in $$(seq $(HUNTS)); do go test -count=1 -timeout 2h ./... ./testdata || exit 1; done

bench: ## against what a user would run instead, in one run, as ratios
	go test -run '^$$' -bench . -benchtime 1x ./balance/... ./geo/... ./districts/...
	go run ./cmd/okrug/internal/bench

scale: ## how every verb of a plan's life grows with the country, up to 300 000 units
	go run ./cmd/okrug/internal/bench -only-verbs -verbs 300000

SOURCE ?= sources

data: ## rebuild the embedded data set from the folder SOURCE, whose files data/kz2022/SOURCES.md names
	go run ./cmd/okrug data build --source $(SOURCE) --out data/kz2022

mutants: ## small changes of the code that decides what is true, each of which some test must notice
	go run -C tools ./mutants balance/rule balance/certificate/verify
