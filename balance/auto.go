package balance

// solve chooses and runs methods.
func (r *run) solve() error {
	defer r.finish()
	switch r.s.Method {
	case Exact:
		return &UnsupportedError{r.s.Method, "this problem yet", "use auto or heuristic"}
	case Enumerate:
		return r.enumerate(true)
	}
	r.heuristic()
	return nil
}
