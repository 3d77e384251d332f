package folder_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// Two plans have one case where it was made from the same inputs and is changed alike, and none in common otherwise.
func TestPlansOfOneCase(t *testing.T) {
	ctx := context.Background()
	folderOf := func(units int, seed uint64) string {
		s, err := scenario.OpenFS(madeUp(t, units, 0), "scenario.yaml")
		require.NoError(t, err)
		c, err := districts.Open(ctx, s, nil)
		require.NoError(t, err)
		var set planning.Settings
		set.Work, set.Seed = 100_000, seed
		made, err := planning.Make(ctx, c, set)
		require.NoError(t, err)
		r, err := report.Solved(c, made)
		require.NoError(t, err)
		files, err := folder.Files(ctx, made.Plan, r, folder.Options{Lang: "en"})
		require.NoError(t, err)
		dir := filepath.Join(t.TempDir(), "plan")
		require.NoError(t, folder.Write(files, dir))
		return dir
	}
	first, second, other := folderOf(150, 0), folderOf(150, 7), folderOf(160, 0)
	a, err := folder.Open(ctx, first, scenario.Changes{})
	require.NoError(t, err)
	for _, c := range []struct {
		dir    string
		change scenario.Changes
		same   bool
	}{
		{second, scenario.Changes{}, true},
		{second, scenario.Changes{Rule: "none"}, false},
		{other, scenario.Changes{}, false},
	} {
		alone, err := folder.Open(ctx, c.dir, c.change)
		require.NoError(t, err)
		b, err := folder.OpenBeside(ctx, c.dir, c.change, a)
		require.NoError(t, err)
		require.Equal(t, c.same, a.Case == b.Case)
		require.Equal(t, fmt.Sprint(alone.Plan.Of), fmt.Sprint(b.Plan.Of))
		require.Equal(t, alone.Case.Layer.Units, b.Case.Layer.Units)
	}
}
