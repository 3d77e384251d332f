package scenario

import (
	"go.yaml.in/yaml/v3"
)

// Divide makes another scenario of this one, with finer units in place of some units and a note on them. File is where
// the scenario as it is run says that they are; it need not be there yet.
func (s *Scenario) Divide(id string, f Finer, n Note) {
	s.ID = id
	s.set(id, "!!str", "id")
	s.Finer = append(s.Finer, f)
	s.appendItem("finer", f)
	s.Notes = append(s.Notes, n)
	s.appendItem("notes", n)
}

// appendItem writes a further item of a list.
func (s *Scenario) appendItem(list string, x any) {
	var item yaml.Node
	if item.Encode(x) != nil {
		return // plain strings can always be encoded
	}
	n := s.child(list)
	n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
	n.Content = append(n.Content, &item)
	s.edited = true
}
