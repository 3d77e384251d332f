package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
)

// world is a made-up country on a grid of cells of 0.1 degrees, a unit each, with a rule of its own.
type world struct {
	dir   string
	units []worldUnit
	seats map[string]int // of every region, in districts of per seats each
	per   int
	rule  map[string]any
	links [][2]string
}

type worldUnit struct {
	id, region string
	x, y       int
	voters     int64
	marked     int64
	people     int64
}

// drawWorld makes a world: up to three regions of up to five units; some cells are sea, some units islands with a link
// or without.
func drawWorld(t *rapid.T, dir string) *world {
	w := &world{dir: dir, seats: map[string]int{}, per: rapid.SampledFrom([]int{1, 1, 2, 3}).Draw(t, "per district")}
	regions := rapid.IntRange(1, 3).Draw(t, "regions")
	for r := range regions {
		id := string(rune('A' + r))
		n := rapid.IntRange(1, 5).Draw(t, "units")
		w.seats[id] = rapid.IntRange(1, min(3, n)).Draw(t, "seats")
		for i := range n {
			// A region is a strip of two columns, filled from below; a step aside now and then leaves a hole or an island.
			u := worldUnit{id: fmt.Sprintf("%s%d", id, i+1), region: id, x: 2*r + i%2, y: i / 2}
			if rapid.IntRange(0, 11).Draw(t, "island") == 0 {
				u.y += 3
				if i > 0 && rapid.Bool().Draw(t, "linked") {
					w.links = append(w.links, [2]string{u.id, fmt.Sprintf("%s%d", id, i)})
				}
			}
			u.voters = rapid.SampledFrom([]int64{0, 40, 80, 90, 100, 100, 110, 120, 200, 300}).Draw(t, "voters")
			u.marked = int64(rapid.IntRange(0, 1).Draw(t, "marked"))
			u.people = rapid.SampledFrom([]int64{0, 50, 100, 120, 150}).Draw(t, "people")
			w.units = append(w.units, u)
		}
	}
	if slices.IndexFunc(w.units, func(u worldUnit) bool { return u.voters > 0 }) < 0 {
		w.units[0].voters = 100
	}
	w.rule = drawRule(t, regions)
	return w
}

// drawRule is a rule with any statistic, scope, base and exceptions.
func drawRule(t *rapid.T, regions int) map[string]any {
	// The deviation is what most rules ask for.
	statistic := rapid.SampledFrom(append(rule.Statistics(), rule.Deviation)).Draw(t, "statistic").String()
	limit := rapid.SampledFrom([]int{0, 5, 10, 20, 40, 65, 90}).Draw(t, "limit")
	if statistic == rule.LargestOverSmallest.String() {
		limit += 100
	}
	r := map[string]any{
		"id": "own", "statistic": statistic, "limit": fmt.Sprintf("%d %%", limit), "status": "proposed",
		"scope": rapid.SampledFrom([]string{"nation", "region"}).Draw(t, "scope"),
		"base":  rapid.SampledFrom([]string{"voters", "voters", "voters", "people"}).Draw(t, "base"),
		"soft":  rapid.IntRange(0, 7).Draw(t, "soft") == 0,
	}
	if rapid.IntRange(0, 7).Draw(t, "projected") == 0 {
		r["projected"] = map[string]any{"base": "people", "limit": r["limit"]}
	}
	var exceptions []map[string]any
	for range rapid.SampledFrom([]int{0, 0, 1, 1, 2}).Draw(t, "exceptions") {
		e := map[string]any{}
		what := rapid.SampledFrom([]string{"regions", "regions", "flag", "area", "both"}).Draw(t, "condition")
		if what == "regions" || what == "both" {
			e["regions"] = []string{string(rune('A' + rapid.IntRange(0, regions-1).Draw(t, "which")))}
		}
		if what == "flag" || what == "both" {
			e["flag"] = "marked"
		}
		if what == "area" {
			e["area_above_km2"] = float64(rapid.SampledFrom([]int{50, 150, 250}).Draw(t, "km2"))
		}
		e["outside_quota"] = what != "area" && rapid.IntRange(0, 2).Draw(t, "outside") == 0
		if statistic != "deviation" || rapid.Bool().Draw(t, "free") {
			e["free"] = true
		} else {
			e["lower"], e["upper"] = "90 %", "150 %"
		}
		exceptions = append(exceptions, e)
	}
	if exceptions != nil {
		r["exceptions"] = exceptions
	}
	return r
}

// write writes the world as a scenario with its files.
func (w *world) write(t require.TestingT) {
	require.NoError(t, os.MkdirAll(w.dir, 0o755))
	var units, regions []string
	for _, u := range w.units {
		x, y := 60+0.1*float64(u.x), 45+0.1*float64(u.y)
		units = append(units,
			fmt.Sprintf(`{"type":"Feature","properties":{"id":%q,"region":%q,"name":"Unit %s","voters":%d,"marked":%d,`+
				`"people":%d},`+
				`"geometry":{"type":"Polygon","coordinates":[[[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f]]]}}`,
				u.id, u.region, u.id, u.voters, u.marked, u.people, x, y, x+0.1, y, x+0.1, y+0.1, x, y+0.1, x, y))
	}
	regions = append(regions, w.regionIDs()...)
	rules, err := json.Marshal([]any{w.rule})
	require.NoError(t, err)
	seats := map[string]int{}
	for id, n := range w.seats {
		seats[id] = n * w.per
	}
	fixed, err := json.Marshal(seats)
	require.NoError(t, err)
	var links []map[string]string
	for _, l := range w.links {
		links = append(links, map[string]string{"a": l[0], "b": l[1], "reason": "ferry"})
	}
	ferries, err := json.Marshal(links)
	require.NoError(t, err)
	scenario := fmt.Sprintf(`okrug: 1
id: world
title: {en: "World of %s"}
languages: [en]
units: {file: units.geojson, id: id, region: region, names: {en: name}, voters: voters, columns: {marked: `+
		`marked, people: people}}
seats: {fixed: %s, per_district: %d}
rules: %s
rule: own
`, strings.Join(regions, " and "), fixed, w.per, rules)
	if links != nil {
		scenario += "links: " + string(ferries) + "\n"
	}
	for name, text := range map[string]string{
		"units.geojson": `{"type":"FeatureCollection","features":[` + strings.Join(units, ",\n") + "]}",
		"scenario.yaml": scenario,
	} {
		require.NoError(t, os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600))
	}
}

func (w *world) regionIDs() []string {
	var ids []string
	for id := range w.seats {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// single reports whether the rule judges districts one by one, by marks, areas or a second test: then some questions
// may stay open.
func (w *world) single() bool {
	text := fmt.Sprint(w.rule)
	return strings.Contains(text, "flag") || strings.Contains(text, "area") || strings.Contains(text, "projected")
}

// allPlans calls yield with every plan of the case that gives each region its seats, contiguous or not, until it
// returns false. It knows nothing of rules or borders.
func allPlans(c *districts.Case, yield func(number []int) bool) {
	regionOf, counts := districts.RegionOf(c.Layer), c.DistrictCounts()
	number := make([]int, len(regionOf))
	first := make([]int, len(counts))
	next := 1
	for r, n := range counts {
		first[r] = next
		next += n
	}
	var units []int // region by region
	for r := range counts {
		for u, of := range regionOf {
			if of == r {
				units = append(units, u)
			}
		}
	}
	used := make([]int, len(counts))
	var walk func(i int) bool
	walk = func(i int) bool {
		if i == len(units) {
			return !slices.Equal(used, counts) || yield(number)
		}
		u := units[i]
		r := regionOf[u]
		for d := range min(used[r]+1, counts[r]) {
			was := used[r]
			number[u], used[r] = first[r]+d, max(was, d+1)
			more := walk(i + 1)
			used[r] = was
			if !more {
				return false
			}
		}
		return true
	}
	walk(0)
}
