package above

import "testing"

func TestLoosely(t *testing.T) {
	if !Loosely(1, 2) {
		t.Error("not loosely")
	}
}
