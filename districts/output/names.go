package output

import "strings"

// Names of the files of a plan's folder, which is complete in itself. What okrug publish adds stands beside them.
const (
	Plan       = "plan.geojson"   // one feature a district
	PlanKML    = "plan.kml"       // the same for Google Earth and its kin
	Assignment = "assignment.csv" // unit_id,district
	Units      = "units.geojson"  // one feature a unit, with its district
	UnitTable  = "units.csv"      // the same without outlines
	Report     = "report.json"
	Inputs     = "inputs"               // folder of what the plan was made from
	Scenario   = "inputs/scenario.yaml" // the scenario as it was run
	Rule       = "inputs/rule.json"     // the rule that binds, written out
	Seats      = "inputs/seats.csv"     // region_id,seats
	Manifest   = "SHA256SUMS"           // of all files but itself, in the form of sha256sum

	Acts        = "act"                      // drafts of the act and of the explanatory note
	Simplified  = "plan-generalised.geojson" // the districts on generalised lines
	Publication = "publication.json"         // how what was published was made
	Contents    = "index.html"               // page of contents
)

// FileName keeps letters, digits, dots and dashes of an id, so that it can name a file anywhere.
func FileName(id string) string {
	out := []rune(id)
	for i, r := range out {
		if !strings.ContainsRune("-_0123456789", r) && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			out[i] = '_'
		}
	}
	return string(out)
}
