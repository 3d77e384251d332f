package rule

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed presets.yaml
var presetFile []byte

var presets = sync.OnceValues(func() ([]Rule, error) { return Decode(bytes.NewReader(presetFile)) })

// Default is the id of the preset that a scenario without a rule gets.
const Default = "kz-2022-region"

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

func (e *NotFoundError) Error() string {
	s := fmt.Sprintf("there is no rule %q", e.ID)
	if e.Nearest != "" {
		s += fmt.Sprintf("; did you mean %q?", e.Nearest)
	}
	return s + "\n`okrug rules` lists them all"
}

// Find returns the rule with the id, from own first, then from the presets. The empty id is Default.
func Find(id string, own []Rule) (Rule, error) {
	if id == "" {
		id = Default
	}
	all := append(slices.Clone(own), Presets()...)
	var ids []string
	for _, r := range all {
		if r.ID == id {
			return r, nil
		}
		ids = append(ids, r.ID)
	}
	return Rule{}, &NotFoundError{id, nearest(strings.ToLower(id), ids)}
}
