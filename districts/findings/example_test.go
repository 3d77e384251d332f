package findings_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/okrug/okrug/balance/certificate"
	certificates "github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/findings"
	"github.com/okrug/okrug/districts/scenario"

	"bytes"
)

// Within 20 % of the country's mean there is no plan of 29 districts, and the proof of it is accepted by a checker that
// shares no code with the solvers.
func ExampleRun() {
	ctx := context.Background()
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	s.Apply(scenario.Changes{Rule: "kz-2022-nation"})
	c, err := districts.Open(ctx, s, nil)
	if err != nil {
		panic(err)
	}
	r, err := findings.Run(ctx, c, findings.Ask{})
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Status)
	proof, err := certificate.Read(bytes.NewReader(r.Certificates[0].Data))
	if err != nil {
		panic(err)
	}
	said, err := certificates.Check(ctx, proof, certificates.Settings{})
	if err != nil {
		panic(err)
	}
	fmt.Println(strings.Replace(said.Statement.String(), " (", "\n(", 1))
	// Output:
	// infeasible
	// the 639 663 voters of KZ-79 cannot be shared by any whole number of districts of 332 016 to 498 023 voters
	// (rule kz-2022-nation: deviation at most 1/5, of 12 035 578 voters and 29 seats in nation, as stated)
}
