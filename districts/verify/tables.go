package verify

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// tables compares the tables of districts, of regions and of checks with what was worked out. A table without rows is
// no file.
func (p *plan) tables(set fs.FS, law []Outcome) Outcome {
	what := locale.T("tables agree")
	var faults []locale.Text
	read := 0
	rows := func(name string, columns ...string) (string, [][]string) {
		file := path.Join(output.Tables, name)
		rows, err := readTable(set, file, columns...)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, locale.T("%v", err))
		}
		read += len(rows)
		return file, rows
	}
	in := func(file string, all []locale.Text) {
		for _, f := range all {
			faults = append(faults, locale.T("%s: %s", file, f))
		}
	}

	file, districts := rows("districts.csv", "district", "units", "voters", "deviation", "area_km2")
	times := map[int]int{}
	for _, r := range districts {
		d, _ := strconv.Atoi(r[0]) // what is no number is no district, and named so
		times[d]++
		in(file, p.says(d, r[2], r[3], r[4]))
		if r[1] != strconv.Itoa(len(p.units[d])) {
			in(file, []locale.Text{locale.T("district %d has other units there", d)})
		}
	}
	in(file, p.listed(times))

	file, regions := rows("regions.csv", "region_id", "units", "voters", "seats")
	lines := map[string][]string{}
	for _, r := range regions {
		lines[r[0]] = r
	}
	if len(regions) != len(p.in.regions) {
		in(file, []locale.Text{locale.T("it has %d {1|region|regions}, the inputs %d", len(regions), len(p.in.regions))})
	}
	for _, x := range p.in.regions {
		units, voters := 0, int64(0)
		for _, u := range p.in.units {
			if u.region == x.id {
				units, voters = units+1, voters+u.voters
			}
		}
		want := []string{x.id, strconv.Itoa(units), strconv.FormatInt(voters, 10), strconv.Itoa(x.seats)}
		if !slices.Equal(lines[x.id], want) {
			in(file, []locale.Text{locale.T("region %s has %d {2|unit|units}, %d {3|voter|voters} and %d {4|seat|seats}, "+
				"which is not what stands there", x.id, units, voters, x.seats)})
		}
	}

	// A check has a line for each of its subjects, all with the same state.
	file, states := rows("checks.csv", "check", "state", "basis")
	var checks []checked
	state := map[string]string{}
	for _, r := range states {
		if s, again := state[r[0]]; again && s == r[1] {
			continue
		}
		state[r[0]] = r[1]
		checks = append(checks, checked{ID: r[0], State: r[1], OK: r[1] == "pass" || r[1] == "not applicable",
			Basis: r[2]})
	}
	in(file, p.verdicts(checks, law))
	return judged(what, locale.T("%d {1|line|lines} of the tables of districts, regions and checks", read), faults)
}
