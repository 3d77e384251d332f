package locale

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// The files say to every reader of YAML what they say to this package.
func TestFilesAreYAML(t *testing.T) {
	for _, lang := range Languages() {
		data, err := files.ReadFile(lang + ".yaml")
		require.NoError(t, err)
		var texts map[string]string
		require.NoError(t, yaml.Unmarshal(data, &texts))
		require.Equal(t, texts, Of(lang).catalogue.read(lang))
	}
}

func TestParse(t *testing.T) {
	got, err := parse("# c\n\na.b: \"x: \\\"y\\\"\\u00a0%d\"\n\"k: %q\": \"v\"\n")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"a.b": "x: \"y\"\u00a0%d", "k: %q": "v"}, got)
	for _, bad := range []string{"a", "a: b", "a:\"b\"", `"a": "b" # c`, "a: \"b\"\na: \"c\"", `"a": 'b'`, "  - \"a\""} {
		_, err := parse(bad)
		require.ErrorContains(t, err, "is not a new key and its text in double quotes", bad)
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		(&catalogue{}).read("kk")
	}
}
