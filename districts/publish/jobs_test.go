package publish

import (
	"context"
	"errors"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/typeface"
)

// A file that cannot be made ends the run before others are begun, and is the one that is told of; one that lacks
// letters is left out and ends nothing.
func TestNoFileIsBegunAfterAnError(t *testing.T) {
	for _, processors := range []int{1, 4} {
		before := runtime.GOMAXPROCS(processors)
		defer runtime.GOMAXPROCS(before)
		b := &builder{ctx: context.Background()}
		var begun []string
		b.o.Progress = func(name string, _, _ int) { begun = append(begun, name) }
		var left []string
		b.o.LeftOut = func(name string, _ error) { left = append(left, name) }
		for i := range 100 {
			name := string(rune('a'+i/10)) + string(rune('0'+i%10))
			b.add(name, func() ([]byte, error) {
				switch name {
				case "b1":
					return nil, &typeface.MissingError{}
				case "c2", "c3", "e5":
					return nil, errors.New("it is no use")
				}
				return []byte(name), nil
			})
		}
		require.EqualError(t, b.make(), "c2: it is no use")
		require.Equal(t, []string{"b1"}, left)
		require.Contains(t, begun, "c2")
		if processors == 1 {
			require.Len(t, begun, 23)
		}
	}
}
