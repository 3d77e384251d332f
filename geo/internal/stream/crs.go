package stream

import "github.com/okrug/okrug/geo/input"

// CRS reads the member crs of GeoJSON of 2008: {type: name, properties: {name}}, or type EPSG with a code, or a link.
// What names nothing in any of these ways is its type.
func CRS(r *input.Reader) (crs string, err error) {
	if !r.Is('{') {
		return crs, text(r, &crs)
	}
	kind := ""
	err = r.Object(func(name string) error {
		if name == "type" {
			return text(r, &kind)
		}
		if name != "properties" || !r.Is('{') {
			return r.Skip()
		}
		return r.Object(func(name string) error {
			switch name {
			case "name", "href":
				return text(r, &crs)
			case "code":
				v, err := r.Value()
				crs = "EPSG:" + v.ID()
				return err
			}
			return r.Skip()
		})
	})
	if crs == "" {
		crs = kind
	}
	return crs, err
}

// text reads a value into s if it is a text, and passes over it if not.
func text(r *input.Reader, s *string) error {
	v, err := r.Value()
	if v.Kind == input.Text {
		*s = v.Text
	}
	return err
}
