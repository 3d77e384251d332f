package input

import (
	"bytes"
	"encoding/json"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Unmarshal reads a whole file as encoding/json does, but for a byte order mark, which is skipped, and keys given
// twice, of which encoding/json would take the last in silence: they come back as a *fault.Faults, all of them.
func Unmarshal(file string, data []byte, to any) error {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if r, err := NewReader(bytes.NewReader(data)); err == nil && r.Skip() == nil {
		var faults fault.Faults
		for _, x := range r.Repeats() {
			faults.Add(x.Fault(file))
		}
		if err := faults.Err(); err != nil {
			return err
		}
	}
	if err := json.Unmarshal(data, to); err != nil {
		return locale.Errorf("%s: %w", file, Misread(data, err))
	}
	return nil
}
