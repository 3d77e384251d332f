package scenario

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// One text for all languages and a text for each are written as they are read, in YAML and in JSON.
func TestWordsAreOneTextOrOnePerLanguage(t *testing.T) {
	for _, c := range []struct{ yaml, json, ru, kk string }{
		{`CC BY 4.0`, `"CC BY 4.0"`, "CC BY 4.0", "CC BY 4.0"},
		{`2023`, `"2023"`, "2023", "2023"},
		{`{en: towns, ru: города}`, `{"en":"towns","ru":"города"}`, "города", "towns"},
		{`""`, `""`, "", ""},
	} {
		var w, again, fromJSON Words
		require.NoError(t, yaml.Unmarshal([]byte(c.yaml), &w))
		require.Equal(t, [2]string{c.ru, c.kk}, [2]string{w.In("ru"), w.In("kk")})
		text, err := yaml.Marshal(w)
		require.NoError(t, err)
		require.NoError(t, yaml.Unmarshal(text, &again))
		require.Equal(t, w, again)
		asJSON, err := json.Marshal(w)
		require.NoError(t, err)
		require.Equal(t, c.json, string(asJSON))
		require.NoError(t, json.Unmarshal(asJSON, &fromJSON))
		require.Equal(t, w, fromJSON)
	}
	var w Words
	require.Error(t, yaml.Unmarshal([]byte(`[a]`), &w))
	require.Error(t, json.Unmarshal([]byte(`[1]`), &w))
	_, err := Parse("s.yaml", []byte("okrug: 1\nid: a\nunits: {file: u, id: c, voters: v}\nseats: {total: 1}\n"+
		"sources: [{what: {en: a}, credit: [b]}]\n"))
	require.ErrorContains(t, err, "credit")
}
