package planning

import (
	"time"

	"github.com/okrug/okrug/districts"
)

// clock shares the time of a whole run among the regions that are still to be answered: each gets what is left in
// proportion to its units, so that what one does not need goes to those behind it.
type clock struct {
	end  time.Time // zero for no limit
	left int64     // weight of the regions still to be answered
}

// least is the time that a region gets at least, so that it has an answer of some kind.
const least = 20 * time.Millisecond

func newClock(total time.Duration, tasks []districts.Task) *clock {
	c := &clock{}
	if total > 0 {
		c.end = time.Now().Add(total)
	}
	for _, t := range tasks {
		c.left += weight(t)
	}
	return c
}

// weight is a region's share of the work: one with a single seat takes none.
func weight(t districts.Task) int64 {
	if t.Problem.Seats < 2 {
		return 0
	}
	return int64(len(t.Nodes))
}

// limit is the time for a region, of which own is the limit that every region has, 0 for none.
func (c *clock) limit(t districts.Task, own time.Duration) time.Duration {
	if c == nil || c.end.IsZero() {
		return own
	}
	rest := time.Until(c.end)
	if w := weight(t); w < c.left {
		rest = time.Duration(float64(rest) * float64(w) / float64(c.left))
	}
	rest = max(rest, least)
	if own > 0 {
		return min(own, rest)
	}
	return rest
}

// done says that a region is answered.
func (c *clock) done(t districts.Task) {
	if c != nil {
		c.left -= weight(t)
	}
}

// hurry lets the rest of the run end within a second.
func (c *clock) hurry() {
	if soon := time.Now().Add(hurried); c.end.IsZero() || c.end.After(soon) {
		c.end = soon
	}
}

// hurried is the time for all regions that are still open when a run is interrupted.
const hurried = 600 * time.Millisecond
