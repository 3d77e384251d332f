package scenario

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// OwnRules are the rules that the scenario itself states.
func (s *Scenario) OwnRules() []rule.Rule { return slices.Clone(s.own) }

// AllRules are the scenario's own rules and every preset.
func (s *Scenario) AllRules() []rule.Rule { return slices.Concat(s.own, rule.Presets()) }

// readRules reads the scenario's own rules from the document.
func (s *Scenario) readRules() (err error) {
	if s.Rules.Kind == yaml.SequenceNode {
		s.own, err = rule.DecodeNode(&s.Rules, "rules")
	}
	return err
}

// NoRuleError says that a scenario names no rule. None is assumed: a limit of one country's law must not judge
// another's plan.
type NoRuleError struct{ Scenario string }

func (e *NoRuleError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *NoRuleError) In(lang string) string {
	return locale.T("scenario %s names no rule of voter equality; write rule: ID into it or give --rule ID, with a rule "+
		"of its own or one of %s; rule: none binds none", e.Scenario, rule.PresetIDs()).In(lang)
}

// BindingRule is the rule that a plan must meet: one of the scenario's own, a preset, or none.
func (s *Scenario) BindingRule() (rule.Rule, error) {
	if s.Rule == "" {
		return rule.Rule{}, s.files.named("", &NoRuleError{s.ID})
	}
	r, err := rule.Find(s.Rule, s.own)
	if err != nil && s.asked.Rule == s.Rule {
		err = &FlagError{"--rule", err}
	}
	return r, err
}
