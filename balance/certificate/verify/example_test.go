package verify_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// A proof is read and checked without the country that it is about and without the solver that found it. Sums can show
// that a region of 100 voters has no two districts of 40 to 45: they hold 90 at most.
func ExampleCertificate() {
	const file = `{"okrug_certificate": 1, "kind": "whole-seats",
		"question": {"seats": 2, "lower": 40, "upper": 45},
		"claim": {"status": "infeasible"},
		"evidence": {"part": "North", "voters": 100, "rows": [{"seats": 2, "least": 80, "most": 90}]}}`
	proof, err := certificate.Read(strings.NewReader(file))
	if err != nil {
		panic(err)
	}
	report, err := verify.Certificate(context.Background(), proof)
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Statement)

	// The same of districts of up to 50 voters is false, and refused.
	proof.Question.Upper = 50
	_, err = verify.Certificate(context.Background(), proof)
	fmt.Println(err)
	// Output:
	// the 100 voters, as stated, of North cannot be shared by 2 districts of 40 to 45 voters
	// refused: row 1 is wrong: 2 districts can share 80 to 100 voters
}
