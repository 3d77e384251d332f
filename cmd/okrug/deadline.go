package main

import "time"

// documents is how many times as long as reading takes what is written after a search: measured, three to five times
// with countries of 200 to 100 000 units.
const documents = 5

// searching is what a search may take of the time for a whole run, so that its documents begin with time in hand; 0 is
// no limit, of both. How fast the machine is shows in what has passed since the run began, while the inputs were read.
// At least half of the time that is left is the search's.
func (a *app) searching(whole time.Duration) time.Duration { return inHand(whole, time.Since(a.begun)) }

func inHand(whole, read time.Duration) time.Duration {
	if whole <= 0 {
		return 0
	}
	left := whole - read
	return max(left-min(documents*read, left/2), time.Millisecond)
}
