package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"

	"github.com/paulmach/orb/geojson"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/verify"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
)

// simplified is the districts' GeoJSON with the same features, properties and order, on generalised lines. The lines of
// the units are generalised, so districts still share theirs; areas and lengths stay those of the full lines.
func (b *builder) simplified() ([]byte, error) {
	full, err := b.plan.GeoJSON()
	if err != nil {
		return nil, err
	}
	var doc struct {
		Type     string `json:"type"`
		Name     string `json:"name,omitempty"`
		Features []struct {
			Type       string            `json:"type"`
			ID         json.RawMessage   `json:"id,omitempty"`
			Properties json.RawMessage   `json:"properties"`
			Geometry   *geojson.Geometry `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(full, &doc); err != nil {
		return nil, err
	}
	if len(doc.Features) != len(b.plan.Districts) {
		return nil, locale.Errorf("%d {1|feature|features} for %d {2|district|districts}", len(doc.Features),
			len(b.plan.Districts))
	}
	scale := b.o.Scale
	if scale == 0 {
		scale = defaultScale
	}
	g := topology.ForScale(scale)
	g.Decimals = 5
	t, _, err := b.plan.Layer.Topology.Generalise(b.ctx, g)
	if err != nil {
		return nil, err
	}
	for i, d := range b.plan.Districts {
		doc.Features[i].Geometry = geojson.NewGeometry(t.Dissolve(d.Units))
	}
	var w bytes.Buffer
	enc := json.NewEncoder(&w)
	enc.SetEscapeHTML(false)
	err = enc.Encode(doc)
	return w.Bytes(), err
}

// Replaceable is nil where a set may be written to the folder: it is not there, empty, or a plan's folder in which
// nobody changed or added a file.
func Replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return err
	}
	own, err := verify.Own(output.Dir(dir))
	if err != nil {
		return locale.Errorf("%s is not empty and holds no earlier set (%w); choose another folder", dir, err)
	}
	if len(own) > 0 {
		return &folder.TakenError{Dir: dir, Files: own}
	}
	return nil
}

// Write seals a set and puts it in a folder, whole or not at all. A folder that is there already must be Replaceable;
// its files go.
func Write(set *output.Set, dir string) error {
	if err := Replaceable(dir); err != nil {
		return err
	}
	return folder.Write(set, dir)
}
