package kz2022

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/topology"

	"github.com/okrug/okrug/geo"
)

// fill puts values in the places {{key}} of an embedded text. A place without a value and a value without a place are
// errors of the program's own files.
func fill(name string, values map[string]string) ([]byte, error) {
	data, err := fs.ReadFile(embedded, "inputs/"+name)
	if err != nil {
		return nil, err
	}
	text := string(data)
	for key, value := range values {
		place := "{{" + key + "}}"
		if !strings.Contains(text, place) {
			return nil, fmt.Errorf("inputs/%s has no place for %s", name, place)
		}
		text = strings.ReplaceAll(text, place, value)
	}
	if i := strings.Index(text, "{{"); i >= 0 {
		return nil, fmt.Errorf("inputs/%s has a place without a value: %.20s", name, text[i:])
	}
	return []byte(text), nil
}

func scenarioFile(regions []region) ([]byte, error) {
	var order []string
	for _, r := range regions {
		order = append(order, r.id)
	}
	return fill("scenario.yaml", map[string]string{"order": strings.Join(order, ", ")})
}

func sourcesFile(s *source, in *inputs, units []unit, regions []region, places []place, without []string, d *drawing,
	agreed compared) ([]byte, error) {
	known, missed, farthest, total, people := 0, 0, 0.0, int64(0), int64(0)
	for _, u := range units {
		if !strings.Contains(u.district, "|") {
			known++
		}
		total += u.voters
		people += u.people.number
	}
	bulletin, unknown := 0, 0
	for _, p := range places {
		if p.missed > 0 {
			missed++
			farthest = max(farthest, p.missed)
		}
		if p.asOf != "" {
			bulletin++
		}
		if p.population == 0 {
			unknown++
		}
	}
	var pages []string
	for _, t := range in.towns {
		if t.source == encyclopedia {
			pages = append(pages, romanise(t.names.kk))
		}
	}
	return fill("SOURCES.md", map[string]string{
		"source_units": fmt.Sprint(len(s.units)), "units": fmt.Sprint(len(units)),
		"merged": mergedList(s), "population": populationList(units), "people": count(people),
		"known_districts": knownTable(s, units), "checks": checkTable(s, units), "solved": solvedTable(s, regions),
		"times": timesTable(s, regions), "agreement": agreed.agreement,
		"weights": agreed.weights, "baikonyr": count(s.people["711410000"].number),
		"almaty": votersOf(regions, almaty), "abai": votersOf(regions, abai), "jetisu": votersOf(regions, jetisu),
		"d11": count(s.districtVoters()[11].voters), "d12": count(s.districtVoters()[12].voters),
		"d18": count(s.districtVoters()[18].voters), "d19": count(s.districtVoters()[19].voters),
		"voters": count(total), "regions": regionTable(regions), "known": fmt.Sprint(known),
		"source_vertices": count(int64(d.sourceVertices)),
		"vertices":        count(int64(d.vertices)),
		"slivers":         fmt.Sprint(d.slivers), "sliver_area": fmt.Sprintf("%.3f", d.sliverArea/1e6),
		"overlaps": fmt.Sprint(d.overlaps), "overlap_area": fmt.Sprintf("%.4f", d.overlapArea/1e6),
		"area_change": fmt.Sprintf("%.2f %% (%s)", 100*d.areaChange, units[d.areaUnit].names.en),
		"pairs":       fmt.Sprint(d.pairs), "pairs_change": pairChanges(d, units),
		"offset": borderList(d.offset, units), "edges": count(int64(d.sourceEdges.count)),
		"edges_length":  count(int64(math.Round(d.sourceEdges.metres / 1e3))),
		"source_length": count(int64(math.Round(d.sourceMetres / 1e3))),
		"source_area":   count(int64(math.Round(d.sourceArea / 1e6))),
		"places":        fmt.Sprint(len(places)), "missed": fmt.Sprint(missed),
		"missed_max": fmt.Sprintf("%.1f km", farthest/1000),
		"without":    strings.Join(without, ", "), "corrections": correctionTable(), "letters": letterTable(),
		"later": fmt.Sprint(len(in.towns) - len(pages)), "pages": fmt.Sprint(len(pages)),
		"pages_names": strings.Join(pages, ", "),
		"bulletin":    fmt.Sprint(bulletin), "unknown": fmt.Sprint(unknown),
	})
}

func votersOf(regions []region, id string) string {
	i := slices.IndexFunc(regions, func(r region) bool { return r.id == id })
	return count(regions[i].voters)
}

func mergedList(s *source) string {
	names := map[string]string{}
	for _, u := range s.units {
		names[u.kato] = u.names.en
	}
	var lines []string
	for _, u := range s.units {
		if into, ok := s.into[u.kato]; ok {
			lines = append(lines, fmt.Sprintf("- %s (%s) into %s (%s)", u.names.en, u.kato, names[into], into))
		}
	}
	return strings.Join(lines, "\n")
}

func populationList(units []unit) string {
	var lines []string
	for _, u := range units {
		if u.people.status != geo.StatusRead {
			lines = append(lines, fmt.Sprintf("- %s (%s): %s, %s", u.names.en, u.id, count(u.people.number),
				u.people.status))
		}
	}
	return strings.Join(lines, "\n")
}

func regionTable(regions []region) string {
	var lines []string
	for _, r := range regions {
		lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s | %s |", r.names.en, count(r.voters),
			r.votersAsOf, r.votersStatus, r.origin))
	}
	return strings.Join(lines, "\n")
}

func pairChanges(d *drawing, units []unit) string {
	if len(d.lost)+len(d.gained) == 0 {
		return "the same as in the source"
	}
	var parts []string
	if len(d.lost) > 0 {
		parts = append(parts, "no longer touching: "+borderList(d.lost, units))
	}
	if len(d.gained) > 0 {
		parts = append(parts, "touching only here: "+borderList(d.gained, units))
	}
	return strings.Join(parts, "; ")
}

func borderList(pairs []topology.Border, units []unit) string {
	var names []string
	for _, b := range pairs {
		names = append(names, fmt.Sprintf("%s and %s (%.0f m)", units[b.A].names.en, units[b.B].names.en, b.Metres))
	}
	return strings.Join(names, "; ")
}

func correctionTable() string {
	fsys, err := fs.Sub(embedded, "inputs")
	if err != nil {
		return err.Error()
	}
	t, err := readTable(fsys, "names.csv")
	if err != nil {
		return err.Error()
	}
	var lines []string
	for _, r := range t.rows {
		lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s |", r.cells["unit_id"], r.cells["field"], r.cells["name"],
			r.cells["reason"]))
	}
	return strings.Join(lines, "\n")
}
