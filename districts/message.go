package districts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
)

// Message is a sentence of a report that is not yet in any language: a code and what goes into it. English is built
// in; package report holds the other languages under the same codes.
type Message struct {
	Code string
	Args []any // numbers, texts, Labels, messages, or anything with a name In a language, such as a Label
}

func say(code string, args ...any) Message { return Message{code, args} }

// Label names a unit, district or region for people.
type Label struct {
	ID    string
	Names geo.Names
}

// In is the name in a language with the id behind it, or the id alone.
func (l Label) In(lang string) string {
	if n := l.Names.In(lang, "en", "ru", "kk"); n != "" && n != l.ID {
		return fmt.Sprintf("%s (%s)", n, l.ID)
	}
	return l.ID
}

// Labels is a list that is cut short when read out.
type Labels []Label

const labelsShown = 6

// In joins the first labels; more is the format for the number left out, such as "and %d more".
func (ls Labels) In(lang, more string) string {
	words := make([]string, 0, labelsShown)
	for _, l := range ls[:min(len(ls), labelsShown)] {
		words = append(words, l.In(lang))
	}
	s := strings.Join(words, ", ")
	if n := len(ls) - labelsShown; n > 0 {
		s += " " + fmt.Sprintf(more, n)
	}
	return s
}

// In fills the message into the formats of a language, by code; formats must have a format for every code of
// MessageCodes and one for "more". A code without a format is shown in English.
func (m Message) In(lang string, formats map[string]string) string {
	format, ok := formats[m.Code]
	if !ok {
		format = english[m.Code]
	}
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		switch x := a.(type) {
		case interface{ In(lang string) string }:
			args[i] = x.In(lang)
		case Labels:
			args[i] = x.In(lang, formats["more"])
		case Message:
			args[i] = x.In(lang, formats)
		case []Message:
			words := make([]string, len(x))
			for j, y := range x {
				words[j] = y.In(lang, formats)
			}
			args[i] = strings.Join(words, "; ")
		default:
			args[i] = a
		}
	}
	return fmt.Sprintf(format, args...)
}

// String is the message in English.
func (m Message) String() string {
	if m.Code == "" {
		return ""
	}
	return m.In("en", english)
}

// MarshalText writes the message in English.
func (m Message) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// MessageCodes lists every code, sorted.
func MessageCodes() []string { return sortedKeys(english) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// english holds the formats. Translations may reorder arguments by %[n]v.
var english = map[string]string{
	"more": "and %d more",

	"tested." + CheckAssigned:   "each of the %d units stands in exactly one district",
	"tested." + CheckSeats:      "every region has as many districts as seats, %d in all",
	"tested." + CheckMinimum:    "every region has at least %d district of its own",
	"tested." + CheckContiguity: "the units of every district hang together by common borders of positive length, or by links that the scenario states",
	"tested." + CheckCrossing:   "no district holds units of two regions",
	"tested." + CheckVoters:     "the voters of the districts add up to those of the units, and the units of each region to the region's own figure",
	"tested." + CheckEquality:   "%s",

	"tested." + CheckVoters + ".units": "the voters of the districts add up to those of the units; no region has a figure of its own",

	"units-of": "%d of %d units",

	"unit.doubled":        "stands in several districts (%s); keep one",
	"unit.unassigned":     "has no district; assign it",
	"region.seats":        "has %d districts for %d seats",
	"region.minimum":      "has %d districts of its own, %d are needed",
	"region.voters":       "its units have %d voters, its own figure is %d (difference %+d)",
	"plan.voters":         "the districts have %d voters, their units %d",
	"district.crosses":    "lies in several regions: %s",
	"district.crosses.in": "%s: %s",
	"district.parts":      "is in %d parts; cut off from the largest: %s",
	"part":                "%s",

	"equality.untestable": "the rule cannot be tested: %s",
	"equality.over":       "has %d voters, %d more than the rule allows; needs %[2]d fewer at least",
	"equality.under":      "has %d voters, %d fewer than the rule allows; needs %[2]d more at least",
}
