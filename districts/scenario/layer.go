package scenario

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/locale"
)

// Layer reads the scenario's files into a layer. Errors are a *geo.Faults with every fault of every file, or come from
// the file system; notes are faults too small to matter. progress, if not nil, is told what is being read.
func (s *Scenario) Layer(ctx context.Context, progress func(stage locale.Text, features int)) (l *geo.Layer,
	notes []geo.Fault, err error) {
	src := geo.Sources{
		Name:          s.files.scenario(),
		UnitColumns:   s.Units.columns(),
		RegionColumns: s.Regions.columns(),
		PlaceColumns:  s.Places.columns(),
		Tolerance: geo.Tolerance{Width: s.Tolerance.Width, Area: s.Tolerance.Area, Share: s.Tolerance.Share,
			Gaps: s.Tolerance.Gaps},
		Adjacency: geo.Adjacency(s.Adjacency),
		Progress:  progress,
	}
	for _, x := range s.Links {
		src.Links = append(src.Links, geo.Link(x))
	}
	for _, x := range s.Unlinks {
		src.Unlinks = append(src.Unlinks, geo.Link(x))
	}
	var errs []error
	take := func(role, file string, read func() ([]byte, string, error)) *geo.File {
		if _, replaced := s.files.replaced[role]; file == "" && !replaced {
			return nil
		}
		data, name, err := read()
		if err != nil {
			errs = append(errs, err)
			return nil
		}
		return &geo.File{Name: name, Data: bytes.NewReader(data)}
	}
	places := func(role, file string, o exchange.Options) *geo.File {
		return take(role, file, func() ([]byte, string, error) { return s.files.readPlaces(role, file, o) })
	}
	units := places("units", s.Units.File, s.Units.Options)
	if s.Settled() {
		if file := places("settlements", s.Settlements.File, s.Settlements.Options); file != nil {
			src.Settlements = &geo.Settlements{File: *file, Columns: s.Units.columns()}
		}
	}
	src.Regions = places("regions", s.Regions.File, s.Regions.Options)
	src.Places = places("places", s.Places.File, s.Places.Options)
	if s.Map != nil && s.Map.Base.File != "" {
		src.Base, src.BaseColumns = places("base", s.Map.Base.File, s.Map.Base.Options),
			geo.BaseColumns{Kind: s.Map.Base.Kind,
				Names: s.Map.Base.Names, Rank: s.Map.Base.Rank}
	}
	read := map[string]tableRead{} // the tables of voters
	voters := func(role, file string) *geo.File {
		return take(role, file, func() ([]byte, string, error) {
			if role == "elsewhere" && s.elsewhere != nil {
				s.files.record(Input{Role: role, File: "elsewhere.csv", SHA256: sum(s.elsewhere), Bytes: int64(len(s.elsewhere)),
					data: s.elsewhere})
				return s.elsewhere, "elsewhere.csv", nil
			}
			t, name, err := s.files.readTable(role, file)
			read[role] = t
			return t.data, name, err
		})
	}
	src.Voters = voters("voters", s.Voters)
	table, err := s.votersTable()
	if err != nil {
		errs = append(errs, err)
	}
	src.VotersTable = table
	if file := voters("elsewhere", s.Elsewhere); file != nil && !s.withoutElsewhere {
		src.Elsewhere = &geo.ElsewhereTable{File: *file}
		if s.districts != nil {
			src.Elsewhere.Districts = *s.districts
		}
	}
	for i, f := range s.Finer {
		if file := places(fmt.Sprintf("finer:%d", i+1), f.File, f.Options); file != nil {
			src.Finer = append(src.Finer, geo.Finer{File: *file, Columns: f.columns(s.Units), Unit: f.Unit, Rescale: f.Rescale})
		}
	}
	if src.Voters == nil && s.Units.Voters == "" && len(errs) == 0 {
		errs = append(errs, s.files.named("", locale.Errorf("the scenario has no voters: name the units' property "+
			"under units.voters, or a CSV file (unit_id,voters) under voters or by --voters")))
	}
	if len(errs) > 0 {
		return nil, nil, errors.Join(errs...)
	}
	if units != nil {
		src.Units = *units
	}
	l, notes, err = geo.Read(ctx, src)
	if err != nil && len(table.Doubts) > 0 {
		err = &DoubtsError{Path: s.matchesPath(), Table: table.Decisions.With(table.Doubts),
			lang: s.Languages[0], err: err}
	}
	if err == nil && table.Plain != nil {
		notes = s.restate("voters", src.Voters.Name, read["voters"], table.Plain, notes)
	}
	if x := src.Elsewhere; err == nil && x != nil && x.Plain != nil {
		notes = s.restate("elsewhere", x.Name, read["elsewhere"], x.Plain, notes)
	}
	notes = append(s.madeNotes(), notes...)
	if err == nil && src.Voters != nil {
		// The regions' own figures belong to the units' own: new counts are measured against nothing but themselves.
		for i := range l.Regions {
			r := &l.Regions[i]
			r.Voters, r.HasVoters, r.VotersStatus, r.VotersAsOf = 0, false, "", ""
		}
	}
	if err == nil && len(l.Regions) == 1 && len(s.Title) > 0 && l.Regions[0].Names[geo.Undetermined] == l.Regions[0].ID {
		l.Regions[0].Names = s.Title // a council without a regions file is its own region
	}
	return l, notes, err
}

func (u Units) columns() geo.UnitColumns {
	return geo.UnitColumns{
		ID: u.ID, Region: u.Region, Kind: u.Kind, Names: u.Names, Voters: u.Voters, VotersStatus: u.VotersStatus,
		Parents: u.Parents, Columns: u.Columns,
	}
}

// columns are those of the units where the finer units state none of their own.
func (f Finer) columns(u Units) geo.UnitColumns {
	c := geo.UnitColumns{ID: cmp.Or(f.ID, u.ID), Kind: f.Kind, Names: f.Names, Voters: cmp.Or(f.Voters, u.Voters),
		VotersStatus: f.VotersStatus, Columns: f.Columns}
	if c.Names == nil {
		c.Names = u.Names
	}
	if c.Columns == nil {
		c.Columns = u.Columns
	}
	return c
}

func (r Regions) columns() geo.RegionColumns {
	return geo.RegionColumns{
		ID: r.ID, Kind: r.Kind, Names: r.Names, Voters: r.Voters, VotersStatus: r.VotersStatus, VotersAsOf: r.VotersAsOf,
		Seats: r.Seats, Order: r.Order,
	}
}

func (p Places) columns() geo.PlaceColumns {
	return geo.PlaceColumns{ID: p.ID, Names: p.Names, Population: p.Population, Unit: p.Unit, Region: p.Region,
		FullNames: p.FullNames, SeatOf: p.SeatOf, Covers: p.Covers}
}
