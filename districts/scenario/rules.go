package scenario

import (
	"go.yaml.in/yaml/v3"

	"okrug/balance/rule"
)

// OwnRules are the rules that the scenario itself states.
func (s *Scenario) OwnRules() ([]rule.Rule, error) {
	if s.Rules.Kind != yaml.SequenceNode {
		return nil, nil
	}
	return rule.DecodeNode(&s.Rules, "rules")
}

// BindingRule is the rule that a plan must meet: one of the scenario's own or a preset.
func (s *Scenario) BindingRule() (rule.Rule, error) {
	own, err := s.OwnRules()
	if err != nil {
		return rule.Rule{}, err
	}
	return rule.Find(s.Rule, own)
}
