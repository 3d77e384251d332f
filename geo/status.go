package geo

// Statuses that figures of voters may have; files may use others, which are shown as they are and count as approximate.
// The first two say that a figure is a published one of the day at hand.
const (
	StatusOfficial      = "official"
	StatusRead          = "read"                  // in a release or in news
	StatusReadOtherDate = "read, other date"      // of months or years before or after
	StatusReadContext   = "read, date by context" // not dated, told of in words that only fit the day
	StatusReadSum       = "read, sum of two"
	StatusDerived       = "derived" // follows from figures read
	StatusEstimated     = "estimated"
)

// Statuses are all of them.
func Statuses() []string {
	return []string{StatusOfficial, StatusRead, StatusReadOtherDate, StatusReadContext, StatusReadSum, StatusDerived,
		StatusEstimated}
}

// Approximate reports whether a figure with this status is anything but a published one of the day at hand. Reports,
// acts and notes all go by it. A figure without a status is not said to be approximate.
func Approximate(status string) bool {
	return status != "" && status != StatusOfficial && status != StatusRead
}
