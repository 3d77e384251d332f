package resolution

func (g gatherer) boundaries(*Act) error { return nil }
