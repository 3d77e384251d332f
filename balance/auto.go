package balance

// solve chooses and runs methods.
func (r *run) solve() error {
	defer r.finish()
	switch r.s.Method {
	case Exact, Enumerate:
		return &UnsupportedError{r.s.Method, "this problem yet", "use auto or heuristic"}
	}
	r.heuristic()
	return nil
}
