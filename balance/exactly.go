package balance

// exactlyHandles is why the exact method does not handle a problem, or nil.
func (r *run) exactlyHandles() error {
	return &UnsupportedError{Exact, "this problem", "use enumerate on small graphs, or heuristic"}
}

// exactly runs the exact method from the best plan so far.
func (r *run) exactly() error { return r.exactlyHandles() }
