package geo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
	"github.com/okrug/okrug/geo/voters"
)

// Voters are registered voters of every unit of a layer, from a file of their own.
type Voters struct {
	Of     []int64  // by unit
	Status []string // by unit, "" where the file states none
}

// readVoters reads a CSV file with the columns unit_id and voters, and voters_status if there is one, that names every
// unit exactly once. It may be separated by commas, semicolons, tabs or bars. The faults name all units that are
// missing, unknown or named twice and all figures that are not whole numbers.
func readVoters(f File, units []Unit) (*Voters, *Faults) {
	var faults Faults
	rows := readTable(f, wanted{columns: []string{"unit_id", "voters", "voters_status"}, required: 2}, &faults)
	if faults.Err() != nil && rows == nil {
		return nil, &faults
	}
	v := &Voters{Of: make([]int64, len(units)), Status: make([]string, len(units))}
	sum := int64(0)
	var exponents []string
	missing := matchRows(f.Name, rows, units, &faults, func(u int, x row) {
		n, err := input.Whole(x.values[1])
		if x.values[1] == "" {
			_, err = input.Value{}.Whole()
		}
		if err != nil && !x.surplus {
			faults.Add(rowFault(f.Name, x, units[u], BadNumber, locale.T("voters %s", err.Detail), err.Remedy))
		}
		if err == nil && strings.ContainsAny(x.values[1], "eE") {
			exponents = append(exponents, fmt.Sprintf("%s %s", units[u].ID, x.values[1]))
		}
		v.Of[u], v.Status[u] = n, x.values[2]
		if sum += n; sum < 0 {
			faults.Add(rowFault(f.Name, x, units[u], BadNumber, locale.T("voters add up to more than can be counted"),
				locale.T("check for a slip of the decimal point")))
			sum = 0
		}
	}, nil)
	if n := len(exponents); n > 0 {
		faults.Note(Fault{File: f.Name, Kind: Rounded, Detail: locale.T("the voters of %d of %d {2|unit|units} "+
			"{1|is|are} written with an exponent: %s", n, len(units), listed(exponents)), Remedy: locale.T("a spreadsheet " +
			"that writes " +
			"so may have rounded them; make sure that all their digits are there")})
	}
	for _, u := range missing {
		faults.Add(Fault{File: f.Name, ID: units[u].ID, Name: units[u].Names, Kind: MissingUnit,
			Detail: locale.T("the unit is missing from the file"),
			Remedy: locale.T("add a line with its voters, 0 if it has none")})
	}
	return v, &faults
}

// readVoters puts the voters of a file in place of the units' own.
func (r *reading) readVoters() error {
	if r.unsettled {
		return nil
	}
	if r.s.Voters == nil {
		return nil
	}
	data, err := io.ReadAll(r.s.Voters.Data)
	if err != nil {
		r.faults.Add(Fault{File: r.s.Voters.Name, Kind: NotReadable, Detail: locale.T("%v", err)})
		return nil
	}
	v, faults := r.understandVoters(data)
	r.faults.Merge(faults)
	if v == nil {
		return nil
	}
	if faults.Err() == nil {
		r.noteChanges(v)
	}
	for i := range r.layer.Units {
		r.layer.Units[i].Voters, r.layer.Units[i].VotersStatus = v.Of[i], v.Status[i]
	}
	return nil
}

// understandVoters reads the voters of a file: as a plain table where it is one, else as people keep them.
func (r *reading) understandVoters(data []byte) (*Voters, *Faults) {
	name, t := r.s.Voters.Name, r.s.VotersTable
	if t == nil {
		t = &VotersTable{}
	}
	if t.Columns == (voters.Columns{}) {
		if v, faults := readVoters(File{Name: name, Data: bytes.NewReader(data)}, r.layer.Units); faults.Err() == nil {
			return v, faults
		}
	}
	units, regions := r.layer.Called()
	table, faults := voters.Read(name, data, units, regions, t.Columns, t.Decisions)
	if table == nil {
		return nil, faults
	}
	v := &Voters{Of: table.Of, Status: table.Status}
	if t.Doubts = table.Doubts; faults.Err() == nil {
		t.Plain = v.plain(r.layer.Units)
	}
	return v, faults
}

// Called are the units and regions by what tables may call them. An id that stands for a name is none.
func (l *Layer) Called() (units []namesake.UnitNames, regions []namesake.RegionNames) {
	at := map[string]int{}
	for i, x := range l.Regions {
		at[x.ID] = i
		regions = append(regions, namesake.RegionNames{ID: x.ID, Kind: x.Kind, Names: called(x.Names),
			Shown: x.Names})
	}
	for _, u := range l.Units { // of the only region also where its file calls that otherwise
		units = append(units, namesake.UnitNames{ID: u.ID, Kind: u.Kind, Region: at[u.RegionID], Names: called(u.Names),
			Shown: u.Names})
	}
	return units, regions
}

// plain is the table that says the same and needs no understanding.
func (v *Voters) plain(units []Unit) []byte {
	rows := [][]string{{"unit_id", "voters", "voters_status"}}
	status := 2
	for i, u := range units {
		rows = append(rows, []string{u.ID, strconv.FormatInt(v.Of[i], 10), v.Status[i]})
		if v.Status[i] != "" {
			status = 3
		}
	}
	for i := range rows {
		rows[i] = rows[i][:status]
	}
	var b bytes.Buffer
	_ = csv.NewWriter(&b).WriteAll(rows) // a bytes.Buffer does not fail
	return b.Bytes()
}

// called are the names, in the order of their languages' tags, but for one of no language.
func called(n Names) (names []string) {
	for _, lang := range sortedKeys(n) {
		if lang != Undetermined {
			names = append(names, n[lang])
		}
	}
	return names
}

// noteChanges points out where figures of a file differ by half or more from those that the units have: a slip of a
// column or of the decimal point looks like that, and so does a real change, which is why it is no fault.
func (r *reading) noteChanges(v *Voters) {
	var before, now int64
	var changed []string
	far := func(old, new int64) bool { return 2*max(old-new, new-old) >= old && old != new }
	for i, u := range r.layer.Units {
		old, known := r.replaced[u.ID]
		if !known {
			return // the units have no figures of their own to compare with
		}
		before, now = before+old, now+v.Of[i]
		if far(old, v.Of[i]) {
			changed = append(changed, fmt.Sprintf("%s %d -> %d", u.ID, old, v.Of[i]))
		}
	}
	note := func(detail locale.Text) {
		r.faults.Notes = append(r.faults.Notes, Fault{File: r.s.Voters.Name, Kind: ChangedVoters, Detail: detail,
			Remedy: locale.T("make sure that these are the figures that are meant")})
	}
	if far(before, now) {
		note(locale.T("the units have %d {1|voter|voters} together, %.0f %% of the %d that they had", now,
			100*float64(now)/float64(max(1, before)), before))
	}
	if n := len(changed); n > 0 {
		note(locale.T("the voters of %d of %d {2|unit|units} changed by half or more: %s", n, len(r.layer.Units),
			listed(changed)))
	}
}

// listed names as many as are told of one kind of fault, and counts the rest.
func listed(all []string) locale.Text { return locale.Listed(all, fault.PerKind) }

func rowFault(file string, x row, u Unit, kind Kind, detail, remedy locale.Text) Fault {
	return Fault{File: file, Line: x.line, ID: u.ID, Name: u.Names, Kind: kind, Detail: detail, Remedy: remedy}
}

// withoutPoint is an id without the zeros behind a point, which programs write in columns of numbers that have gaps.
func withoutPoint(id string) string {
	if whole, zeros, ok := strings.Cut(id, "."); ok && zeros != "" && strings.Trim(zeros, "0") == "" {
		return whole
	}
	return id
}

// matchRows calls use for the first row of each unit named in the first column, and repeat, if not nil, for those after
// it. It adds faults for rows that name no unit, an unknown one, or one named before, and returns the units that no row
// names.
func matchRows(file string, rows []row, units []Unit, faults *Faults, use, repeat func(u int, x row)) (missing []int) {
	index := make(map[string]int, len(units))
	for i, u := range units {
		if _, ok := index[u.ID]; !ok && u.ID != "" {
			index[u.ID] = i
		}
	}
	line := make(map[int]int, len(units))
	ids := sortedKeys(index)
	hint := 0
	for _, x := range rows {
		u, ok := index[x.values[0]]
		if !ok {
			u, ok = index[withoutPoint(x.values[0])]
		}
		first, again := line[u]
		switch {
		case !ok && x.values[0] == "":
			faults.Add(Fault{File: file, Line: x.line, Kind: MissingID, Detail: locale.T("the line names no unit"),
				Remedy: locale.T("give its id, or delete the line")})
		case !ok:
			var remedy locale.Text
			if hint++; hint <= fault.PerKind {
				remedy = namesake.Meant(x.values[0], ids)
			}
			faults.Add(Fault{File: file, Line: x.line, ID: x.values[0], Kind: UnknownUnit,
				Detail: locale.T("there is no unit of this id"), Remedy: remedy})
		case again && repeat == nil:
			faults.Add(rowFault(file, x, units[u], RepeatedUnit,
				locale.T("the unit is named on line %d already", locale.Nth(first)),
				locale.T("keep one of the lines")))
		case again:
			faults.Add(rowFault(file, x, units[u], RepeatedUnit,
				locale.T("the unit is named on line %d already, which holds", locale.Nth(first)),
				locale.T("keep one of the lines")))
			repeat(u, x)
		default:
			line[u] = x.line
			use(u, x)
		}
	}
	for i := range units {
		if _, ok := line[i]; !ok {
			missing = append(missing, i)
		}
	}
	return missing
}
