package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planning"
)

// addVariants adds every variant of every region but the one that the plan has: the whole plan with that variant in it,
// as assignment and districts, and a map of the region.
func addVariants(files *output.Set, m *planning.Made, lang string) error {
	if !slices.Contains(maps.Languages, lang) {
		lang = "en"
	}
	names := output.FileNames(m.Plan.Layer.RegionIDs())
	for i, r := range m.Regions {
		for n := range r.Variants {
			if n == r.Chosen {
				continue
			}
			p, err := m.Variant(i, n)
			if err != nil {
				return err
			}
			id := m.Plan.Layer.Regions[r.Region].ID
			dir := fmt.Sprintf("variants/%s-%d/", names[id], n+1)
			shapes, err := p.GeoJSON()
			if err != nil {
				return err
			}
			var sheet bytes.Buffer
			err = maps.Write(context.Background(), &sheet, maps.SVG, p,
				maps.Options{Lang: lang, Sheet: maps.Sheet{Kind: maps.Region, Region: id}})
			if err != nil {
				return err
			}
			err = errors.Join(files.Add(dir+output.Assignment, p.Assignment()), files.Add(dir+output.Plan, shapes),
				files.Add(dir+"map.svg", sheet.Bytes()))
			if err != nil {
				return err
			}
		}
	}
	return nil
}
