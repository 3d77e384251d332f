package scenario

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// What a scenario may say of plans with districts in several parts. The districts that okrug draws are contiguous
// either way.
const (
	ContiguityRequired = "required" // such a plan breaks the check
	ContiguityNoted    = "noted"    // it is told, and not held against the plan
)

// checkIDs are the checks that a scenario's law may name: those that have a name for readers. Package districts makes
// them.
func checkIDs() []string {
	var ids []string
	for _, key := range locale.Of("en").Keys() {
		if id, ok := strings.CutPrefix(key, "report.check."); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
