package rule

import (
	"bytes"
	_ "embed"
	"slices"
	"sync"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

//go:embed presets.yaml
var presetFile []byte

var presets = sync.OnceValues(func() ([]Rule, error) { return Decode(bytes.NewReader(presetFile)) })

// NoRule is the id of the rule that asks nothing, for a scenario in which no limit binds.
const NoRule = "none"

// none is the rule that asks nothing. Its quota, which nothing is held against, is the mean of the region.
func none() Rule {
	return Rule{ID: NoRule, Base: Voters, Scope: Region, Title: locale.T("rule.title.none").InAll()}
}

// Binds reports whether the rule asks anything at all.
func (r Rule) Binds() bool { return r.ID != NoRule }

// Presets are the rules that ship with the program, in the order of the file. The caller owns the slice.
func Presets() []Rule {
	rules, err := presets()
	if err != nil {
		panic("rule: the embedded presets are faulty: " + err.Error()) // kept from happening by a test
	}
	return slices.Clone(rules)
}

// NotFoundError says that no rule has the id.
type NotFoundError struct {
	ID      string
	Nearest string // an id that was probably meant, or ""
}

func (e *NotFoundError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *NotFoundError) In(lang string) string { return e.Fault().In(lang) }

// Fault is the error as a fault of the input that names the rule.
func (e *NotFoundError) Fault() fault.Fault {
	remedy := locale.T("`okrug rules` lists them all")
	if e.Nearest != "" {
		remedy = locale.T("did you mean %q? `okrug rules` lists them all", e.Nearest)
	}
	return fault.Fault{Kind: UnknownRule, Detail: locale.T("there is no rule %q", e.ID), Remedy: remedy}
}

// PresetIDs are the ids of the presets, in the order of the file.
func PresetIDs() (ids []string) {
	for _, r := range Presets() {
		ids = append(ids, r.ID)
	}
	return ids
}

// Find returns the rule with the id, from own first, then from the presets; NoRule is that which asks nothing.
func Find(id string, own []Rule) (Rule, error) {
	if id == NoRule {
		return none(), nil
	}
	all := append(slices.Clone(own), Presets()...)
	var ids []string
	for _, r := range all {
		if r.ID == id {
			return r, nil
		}
		ids = append(ids, r.ID)
	}
	var near string
	if found := fault.Nearest(id, ids, 1, fault.KeyEdits(id)); len(found) > 0 {
		near = found[0]
	}
	return Rule{}, &NotFoundError{id, near}
}
