package geo

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// contentsOf are those of features with the properties, each given as "name:value".
func contentsOf(t *testing.T, features ...string) *Contents {
	t.Helper()
	var all []string
	for _, f := range features {
		all = append(all, `{"type":"Feature","properties":{`+f+`},"geometry":{"type":"Point","coordinates":[1,2]}}`)
	}
	c, err := ReadContents(t.Context(), func() File {
		return File{Name: "x.geojson", Data: strings.NewReader(fmt.Sprintf(
			`{"type":"FeatureCollection","features":[%s]}`, strings.Join(all, ",")))}
	})
	require.NoError(t, err)
	return c
}

// TestParents: levels nest, the largest first, whatever the order of the properties; what crosses a region or a larger
// area, holds one area alone, or is a feature's own, is none.
func TestParents(t *testing.T) {
	c := contentsOf(t,
		`"id":1,"town":"T1","Raion":"P","raion_ru":"П","region":"R","ward":"x","county":"c","borough":"1"`,
		`"id":2,"town":"T1","Raion":"P","raion_ru":"П","region":"R","ward":"y","county":"c","borough":"2"`,
		`"id":3,"town":"T2","Raion":"P","raion_ru":"П","region":"R","ward":"x","county":"c","borough":"3"`,
		`"id":4,"town":"T3","Raion":"Q","raion_ru":"К","region":"R","ward":"y","county":"c","borough":"4"`,
		`"id":5,"town":"T4","Raion":"S","raion_ru":"С","region":"V","ward":"x","county":"c","borough":"5"`,
		`"id":6,"town":"T4","Raion":"S","raion_ru":"С","region":"V","ward":"y","county":"c","borough":"6"`)
	assert.Equal(t, "region", c.Choose("region", ""))
	assert.Equal(t, []string{"Raion", "town"}, c.ChooseParents("region"))
	assert.Contains(t, c.Taken, Taken{Role: "parents", Property: "town"})
	assert.Equal(t, 6, c.Points)
	gap := contentsOf(t, `"raion":"P"`, `"raion":"P"`, `"raion":"Q"`, `"raion":null`)
	assert.Empty(t, gap.ChooseParents(""), "one has none")
}

func TestIDsAndCounts(t *testing.T) {
	c := contentsOf(t, `"GEOID":"01","OBJECTID":7,"label":"a","pop":"5","men":2,"share":0.5,"zip":"01"`,
		`"GEOID":"02","OBJECTID":7,"label":"b","pop":"6","men":1,"share":0.7,"zip":"02"`)
	assert.Equal(t, "GEOID", c.ChooseID(false, ""), "numbers of records stand beside it")
	ids, called := c.IDs()
	assert.Equal(t, []string{"GEOID"}, ids)
	assert.True(t, called)
	assert.False(t, c.Apart("OBJECTID"))
	people, others := c.Counts("population", "GEOID")
	assert.Equal(t, []string{"pop"}, people)
	assert.Equal(t, []string{"men"}, others, "neither shares nor codes")
	assert.EqualValues(t, 11, c.Sum("pop"))
	assert.Zero(t, c.Sum("share"))
	ids, called = contentsOf(t, `"label":"a","of":1`, `"label":"b","of":1`).IDs()
	assert.Equal(t, []string{"label"}, ids)
	assert.False(t, called)
}
