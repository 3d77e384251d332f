package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/repair"
)

// mostMended is how many bytes a file may have, unpacked or not, for which mending is tried: it takes longer than
// reading.
const mostMended = 32 << 20

// mending is what okrug repair does about what is wrong with a file.
type mending struct {
	// Command mends it, but for Left faults; "" where it mends nothing.
	Command string `json:"mended_by,omitempty"`
	Left    int    `json:"left_by_mending,omitempty"`
	// Decide is what a person must decide first.
	Decide []fault.Fault `json:"to_decide,omitempty"`
	untold bool          // the file is too large for it to be tried
}

// mend tries whether okrug repair, without flags, mends what is wrong with the layer that is meant.
func (v *inspectVerb) mend(ctx context.Context, s format.Source, layers []inspected, columns geo.UnitColumns,
	m *meter) (x mending) {
	if len(s.Data) > mostMended {
		return mending{untold: true}
	}
	r := &repairVerb{app: v.app, reading: v.reading}
	r.options = repair.Options{File: s.Name, Width: repair.DefaultWidth, Overlaps: repair.Refuse, Progress: m.part}
	l, _, _, err := exchange.OpenOne(s, v.reading)
	i := slices.IndexFunc(layers, func(x inspected) bool { return x.Name == l.Name })
	if err != nil || i < 0 || r.fields(layers[i].Inspected) != nil {
		return x // what is wrong is told
	}
	result, err := repair.Repair(ctx, l, r.options)
	var all *fault.Faults
	if errors.As(err, &all) {
		x.Decide = all.AsNotes()
	}
	if err != nil {
		return x
	}
	files, err := exchange.Write("mended.geojson", []format.Layer{result.Layer})
	if err != nil || len(result.Changes) == 0 {
		return x
	}
	left, _ := readAsUnits(ctx, s.Name, files[0].Data, columns, m)
	x.Command, x.Left = v.mendingCommand(s.Name), len(left)
	return x
}

// mendingCommand is the command that mends a file, into one beside it.
func (v *inspectVerb) mendingCommand(file string) string {
	ending := filepath.Ext(file)
	stem := strings.TrimSuffix(file, ending)
	if exchange.Writes("x"+ending) != nil || ending == ".zip" || ending == ".gz" {
		ending = ".gpkg"
	}
	words := []string{"okrug", "repair", file, stem + "-mended" + ending}
	for _, flag := range [][2]string{{"--layer", v.reading.Layer}, {"--encoding", v.reading.Encoding},
		{"--crs", v.reading.CRS}} {
		if flag[1] != "" {
			words = append(words, flag[0], flag[1])
		}
	}
	for i, w := range words {
		if strings.ContainsAny(w, " '\"&();$`") {
			words[i] = strconv.Quote(w)
		}
	}
	return strings.Join(words, " ")
}

// say says how to mend a file that has faults.
func (x mending) say(p printer) {
	switch {
	case x.untold:
		p.sayf("Whether okrug repair mends it was not tried, since the file is larger than %g MB.",
			locale.Megabytes(mostMended))
	case x.Command != "" && x.Left == 0:
		p.sayf("This mends all of it: %s", x.Command)
	case x.Command != "":
		p.sayf("This mends it but for %d {1|fault|faults}, which a person must decide: %s", x.Left, x.Command)
	}
	for _, f := range x.Decide {
		p.sayf("to decide before okrug repair can mend it: %v", f)
	}
}
