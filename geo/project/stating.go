package project

import "github.com/okrug/okrug/geo/locale"

// Stating is where people say of a file what system its coordinates are in, as messages name it: a flag, or a key of a
// scenario.
type Stating bool

// InScenario is the key of a scenario that names the file.
const InScenario Stating = true

// In names the flag or the key in a language.
func (s Stating) In(lang string) string {
	if s == InScenario {
		return locale.T("crs: in the scenario").In(lang)
	}
	return "--crs"
}

// StatedBy is the transform with where its system is stated, which its faults name.
func (t Transform) StatedBy(s Stating) Transform {
	t.stating = s
	return t
}
