package certificate

import (
	"math"
	"math/bits"
)

// Limits of the figures in a certificate, for solvers and checker alike: whoever makes one stays within them, and the
// checker refuses what does not. They keep every sum and product of the checker inside 64 bits.
const (
	// MaxUnits is the most units of a graph and the most seats of a question.
	MaxUnits = 1_000_000
	// MaxSum is the most voters and the most length of all edges that a graph has together, and the largest bound.
	MaxSum = math.MaxInt64 / 4
	// MaxDuals is the largest sum of the absolute duals of a step; the largest weight of all edges times the scale; and
	// the largest absolute reduced cost times the seats.
	MaxDuals = math.MaxInt64 / 16
	// MaxBorder is the most length of all edges that the exact method takes: duals reach a few times that.
	MaxBorder = MaxDuals / 4
	// MaxVoters is the most voters that it takes, so that their multiples fit.
	MaxVoters = math.MaxInt64 >> 24
	// MaxEnumerated is the most units that enumeration takes: one machine word of bits.
	MaxEnumerated = 64
	// MaxQuotaDen is the largest denominator of a quota.
	MaxQuotaDen = 1 << 31
)

// Shares reports whether n districts of lower to upper voters can share v voters: n*lower <= v <= n*upper, without a
// product that could overflow. No districts share nothing.
func Shares(v int64, n int, lower, upper int64) bool {
	if n < 1 || v < 0 || lower > upper {
		return false
	}
	// n*lower <= v <=> lower <= v/n rounded down; v <= n*upper <=> v/n rounded up <= upper.
	k := int64(n)
	least := v / k
	most := least
	if v%k != 0 {
		most++
	}
	return lower <= least && most <= upper
}

// Times is a*b for a, b >= 0, or MaxInt64 where that does not fit.
func Times(a, b int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	if high != 0 || low > math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(low)
}
