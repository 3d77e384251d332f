export CGO_ENABLED = 0

.PHONY: build test lint fuzz bench scale data mutants

build: ## the program, in ./okrug
	go build -trimpath -o okrug ./cmd/okrug

test:
	go test ./...

lint:
	go vet ./...
	go tool -modfile=tools/go.mod golangci-lint run ./...

fuzz: ## a hundred times the random claims of the tests, other ones for each SEED, and whatever else can be read
	go test ./balance/certificate/verify -run TestClaims -v -timeout 4h -args -claims 10000000 -claims.seed $${SEED:-2}
	go test ./balance/certificate -run '^$$' -fuzz FuzzRead -fuzztime 1m
	go test ./balance/certificate/verify -run '^$$' -fuzz FuzzVerify -fuzztime 1m

bench: ## against what a user would run instead, in one run, as ratios
	go test -run '^$$' -bench . -benchtime 1x ./balance/... ./geo/... ./districts/...
	go run ./cmd/okrug/internal/bench

scale: ## how every verb of a plan's life grows with the country, up to 300 000 units
	go run ./cmd/okrug/internal/bench -only-verbs -verbs 300000

data: ## rebuild the embedded data set from its sources in ../shared
	go run ./cmd/okrug data build --source ../shared/kz --out data/kz2022

mutants: ## small changes of the code that decides what is true, each of which some test must notice
	go run -C tools ./mutants balance/rule balance/certificate/verify
