package output

import (
	"fmt"
	"strings"
)

// Names of the files of a plan's folder, which is complete in itself. What okrug publish adds stands beside them.
const (
	Plan       = "plan.geojson"   // one feature a district
	Assignment = "assignment.csv" // unit_id,district
	Units      = "units.geojson"  // one feature a unit, with its district
	UnitTable  = "units.csv"      // the same without outlines
	Report     = "report.json"
	Tables     = "tables"               // folder of the report's tables as CSV
	Inputs     = "inputs"               // folder of what the plan was made from
	Scenario   = "inputs/scenario.yaml" // the scenario as it was run
	Rule       = "inputs/rule.json"     // the rule that binds, written out
	Seats      = "inputs/seats.csv"     // region_id,seats
	Manifest   = "SHA256SUMS"           // of all files but itself, in the form of sha256sum

	Acts        = "act"                      // drafts of the act and of the explanatory note
	Simplified  = "plan-generalised.geojson" // the districts on generalised lines
	Publication = "publication.json"         // how what was published was made
	Contents    = "index.html"               // page for everybody
)

// FileNames are names for files of ids, which can stand anywhere: letters, digits and dashes of each, not many, and no
// device of Windows. No two are the same, nor differ in case alone.
func FileNames(ids []string) map[string]string {
	names, taken := map[string]string{}, map[string]bool{"": true}
	for _, d := range []string{"con", "prn", "aux", "nul"} {
		taken[d] = true
	}
	for n := range 10 {
		taken[fmt.Sprint("com", n)], taken[fmt.Sprint("lpt", n)] = true, true
	}
	for _, id := range ids {
		base := plain(id)
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		names[id] = name
	}
	return names
}

// plain replaces what is no letter or digit of ASCII, and cuts what is long.
func plain(id string) string {
	out := []rune(id)
	out = out[:min(len(out), 80)]
	for i, r := range out {
		if !strings.ContainsRune("-_0123456789", r) && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			out[i] = '_'
		}
	}
	return string(out)
}
