package readback

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"github.com/okrug/okrug/geo"
)

// CSV is what the act says as unit_id,district, one line per unit in the layer's order; a unit that the act does not
// name has an empty field.
func (r *Result) CSV(layer *geo.Layer) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// A bytes.Buffer does not fail, so neither does the writer.
	_ = w.Write([]string{"unit_id", "district"})
	for u, x := range layer.Units {
		n := ""
		if d := r.District[u]; d > 0 {
			n = strconv.Itoa(d)
		}
		_ = w.Write([]string{x.ID, n})
	}
	w.Flush()
	return b.Bytes()
}
