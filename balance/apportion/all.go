package apportion

// Outcome is one method's answer to a question that several are asked.
type Outcome struct {
	Method Method  `json:"method"`
	Result *Result `json:"result,omitempty"`
	Err    error   `json:"-"`
	Fault  string  `json:"fault,omitempty"` // Err in words
}

// Compare asks every method the same question.
func Compare(regions []Region, seats int, methods []Method, ties TieRule) []Outcome {
	out := make([]Outcome, len(methods))
	for i, m := range methods {
		r, err := Apportion(regions, seats, m, ties)
		out[i] = Outcome{Method: m, Result: r, Err: err}
		if err != nil {
			out[i].Fault = err.Error()
		}
	}
	return out
}
