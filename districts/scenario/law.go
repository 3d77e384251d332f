package scenario

import "github.com/okrug/okrug/geo/locale"

// Grammar reads the two files that law.grammar and law.grammar_kinds name. Both are nil where the scenario has none.
func (s *Scenario) Grammar() (forms, kinds []byte, err error) {
	if s.Law.Grammar == "" && s.Law.GrammarKinds == "" {
		return nil, nil, nil
	}
	if s.Law.Grammar == "" || s.Law.GrammarKinds == "" {
		return nil, nil, s.files.named("",
			locale.Errorf("law: grammar and grammar_kinds belong together; name both files or neither"))
	}
	if forms, _, err = s.files.read("grammar", s.Law.Grammar); err != nil {
		return nil, nil, err
	}
	kinds, _, err = s.files.read("grammar_kinds", s.Law.GrammarKinds)
	return forms, kinds, err
}
