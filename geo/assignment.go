package geo

// Assignment is a plan as a table states it. It may be incomplete.
type Assignment struct {
	// Of is the district of each unit as written, "" for none; Status what a column "status" says of it.
	Of, Status []string
	// Again are the districts that further lines of a unit state.
	Again map[int][]string
	// Line is the line of each unit, counted from 1, 0 where it is missing.
	Line []int
	// Missing are the units that no line names.
	Missing []int
	// Notes name lines that were passed over: unknown units, and units named before, of which the first line holds.
	Notes []Fault
}

// ReadAssignment reads a CSV file with the columns unit_id and district, and status if there is one. It may be
// separated by commas, semicolons, tabs or bars. A plan that leaves units out, names unknown ones or names one twice is
// read as far as it goes; a file that is no such table is an error, a *Faults, and so are lines of it that cannot be
// read.
// Where the assignment is not nil beside an error, it has the other lines, so that what else is wrong with them can be
// told too.
func ReadAssignment(f File, units []Unit) (*Assignment, error) {
	var faults Faults
	rows := readTable(f, wanted{columns: []string{"unit_id", "district", "status"}, required: 2}, &faults)
	bad := &Faults{}
	bad.Merge(&faults)
	faults = Faults{}
	if rows == nil && bad.Err() != nil {
		return nil, bad
	}
	a := &Assignment{Of: make([]string, len(units)), Status: make([]string, len(units)), Line: make([]int, len(units)),
		Again: map[int][]string{}}
	a.Missing = matchRows(f.Name, rows, units, &faults, func(u int, x row) {
		a.Of[u], a.Status[u], a.Line[u] = x.values[1], x.values[2], x.line
	}, func(u int, x row) {
		a.Again[u] = append(a.Again[u], x.values[1])
	})
	a.Notes = faults.AsNotes()
	return a, bad.Err()
}
