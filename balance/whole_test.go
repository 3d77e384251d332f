package balance

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/testdata"
)

// Areas in a row are divided between two of them where any place does, found by trying all, and nothing else is
// searched.
func TestWholeParentsComeFirst(t *testing.T) {
	const side = 4
	whole, divided := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Int64Range(1, 40), 5, 9).Draw(t, "voters")
		var voters []int64
		var total int64
		for _, n := range parts {
			voters = append(voters, n*side*side)
			total += n * side * side
		}
		p := blocks(t, side, voters...)
		p.Objective = Objective{Kind: Deviation}
		p.Lower = total * rapid.Int64Range(35, 49).Draw(t, "percent") / 100
		p.Upper = total - p.Lower
		least, sum := int64(-1), int64(0)
		for _, n := range voters[:len(voters)-1] {
			sum += n
			if off := max(sum, total-sum) - min(sum, total-sum); min(sum, total-sum) >= p.Lower && (least < 0 || off < least) {
				least = off
			}
		}
		if least < 0 {
			divided++
			_, found, err := newRun(context.Background(), &p, Settings{}).whole(SurveySettings{})
			require.NoError(t, err)
			require.False(t, found)
			return
		}
		d, err := Survey(context.Background(), p, SurveySettings{})
		require.NoError(t, err)
		whole++
		require.Equal(t, Optimal, d.Status)
		require.Empty(t, p.Check(d.Assignment))
		assert.Equal(t, []int{0}, d.Splits)
		assert.Equal(t, least, max(d.Voters[0], d.Voters[1])-min(d.Voters[0], d.Voters[1]))
		assert.Zero(t, d.Work, "the search of all plans began")
		assert.False(t, d.Surveyed || d.Counted, "no other plans were visited")
	})
	testdata.Enough(t, "whole", whole, 20)
	testdata.Enough(t, "divided", divided, 5)
}
