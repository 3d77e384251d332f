package gis

import (
	"fmt"
	"strings"

	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Describe puts into what layers say of themselves which program made the plan, by which rule, from which random
// choices and from which inputs, with their sums.
func Describe(layers []format.Layer, r *report.Report, lang string) {
	words := locale.Of(lang)
	made := words.Say("report.made.check", r.Okrug)
	switch r.Made {
	case "plan":
		made = words.Say("report.made.plan", r.Okrug, fmt.Sprint(r.Seed))
	case "amend":
		made = words.Say("report.made.amend", r.Okrug)
	}
	lines := []string{made, words.Must("report.fact.rule") + ": " + r.Rule.ID}
	for _, in := range r.Inputs {
		lines = append(lines, fmt.Sprintf("%s: %s, SHA-256 %s", in.Role, in.Name, in.SHA256))
	}
	for i, l := range layers {
		own := lines
		if l.About != "" {
			own = append([]string{l.About}, lines...)
		}
		layers[i].About = strings.Join(own, "\n")
	}
}
