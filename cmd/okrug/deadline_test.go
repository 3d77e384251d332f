package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// The documents have time in hand, as much as they are likely to take or half of what is left, and a search has some
// time even where none is left.
func TestInHand(t *testing.T) {
	for _, c := range [][3]time.Duration{ // whole, read, the search's
		{0, time.Second, 0},
		{-time.Second, time.Second, 0},
		{time.Minute, 0, time.Minute},
		{time.Minute, time.Second, 54 * time.Second},
		{time.Minute, 10 * time.Second, 25 * time.Second},
		{time.Minute, 50 * time.Second, 5 * time.Second},
		{time.Minute, time.Minute, time.Millisecond},
		{time.Minute, time.Hour, time.Millisecond},
	} {
		assert.Equal(t, c[2], inHand(c[0], c[1]), "%v", c)
	}
}
