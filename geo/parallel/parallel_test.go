package parallel

import (
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDo(t *testing.T) {
	var sum atomic.Int64
	done := make([]bool, 1000)
	Do(len(done), func(i int) {
		done[i] = true
		sum.Add(int64(i))
	})
	assert.NotContains(t, done, false)
	assert.EqualValues(t, 999*1000/2, sum.Load())
	Do(0, func(int) { t.Error("nothing was to be done") })
	assert.PanicsWithValue(t, "seven", func() {
		Do(20, func(i int) {
			if i == 7 {
				panic("seven")
			}
		})
	})
}
