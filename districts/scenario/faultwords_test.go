package scenario

import (
	"encoding/json"
	"math/big"
	"os"
	"regexp"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"github.com/stretchr/testify/require"
)

// What the libraries of YAML and of the schema say in English is said in the user's language.
func TestFaultsAreInTheUsersLanguage(t *testing.T) {
	const head = "okrug: 1\nid: a\nunits: {file: u, id: c, voters: v}\nseats: {total: 1}\n"
	english := regexp.MustCompile(`[a-z]{3,} [a-z]{2,}`)
	for _, text := range []string{
		// YAML that cannot be read.
		"id: x\nunits:\n  file: a\n   id: b\n", "id: x\nunits: {file: a\nseats: 3\n", "id: [1\nunits: \"abc\n", "id: \"a\n",
		"id: x\n\tunits: 3\n", "id: *foo\n", "id: @x\n", "id: !!foo x\n- a\n", "%YAML 3.0\n---\nid: x\n", "id: \"\\q\"\n",
		"%FOO\n", "%YAML\n---\n", "%TAG ! a\n%TAG ! b\n---\n", "id: !<x\n", "id: &\n", "id: *\n", "id: |9x\n  a\n",
		"id: |0\n a\n",
		"? a\n? [\n", "id: 'a\n", "a: b: c\n", "- a\nb: c\n", "id: \"\\uD800\"\n", "id: \"\\x1\"\n", "---\n- ]\n",
		"!a!b c\n", "a: \x01\n",
		"a: &a [*a]\n", "id: |\n a\n\tb\n  c\n", "a\xff: 1\n", "--- >\n%", "<<: 3\n", "<<: [1]\n", "? {a: b}\n: c\n",
		// The schema, a case for every word of it.
		"id: a\n", head + "title: 3\n", head + "languages: []\n", head + "languages: [ru, ru]\n", head + "languages: [r]\n",
		head + "objective: nice\n", "okrug: 2\nid: a\n", head + "map: {meridian: 3}\n",
		head + "map: {meridian: 300, parallels: [1, 2]}\n",
		head + "map: {meridian: 3, parallels: [1]}\n", head + "map: {meridian: 3, parallels: [1, 2, 3]}\n",
		"okrug: 1\nid: \"\"\n",
		"okrug: 1\nid: a\nunits: {file: u, id: c, voters: v}\nseats: {total: -1}\n", head + "tolerance: 0\n",
		head + "foo: 1\n", head + "units_as_of: Monday\n", "okrug: 1\nid: a b\n",
	} {
		_, err := Parse("s.yaml", []byte(text))
		require.Error(t, err, "%q", text)
		told, ok := err.(interface{ In(lang string) string })
		require.True(t, ok, "%q: %v", text, err)
		for _, lang := range []string{"ru", "kk"} {
			require.NotRegexp(t, english, told.In(lang), "%q", text)
		}
	}
}

// Every word of the schema that can be broken has a sentence of its own.
func TestSchemaHasSentences(t *testing.T) {
	text, err := os.ReadFile("schema.json")
	require.NoError(t, err)
	var schema any
	require.NoError(t, json.Unmarshal(text, &schema))
	sentences := map[string]jsonschema.ErrorKind{
		"type": &kind.Type{Want: []string{"a"}}, "required": &kind.Required{}, "const": &kind.Const{},
		"minItems": &kind.MinItems{}, "uniqueItems": &kind.UniqueItems{}, "minLength": &kind.MinLength{},
		"enum":              &kind.Enum{},
		"exclusiveMinimum":  &kind.ExclusiveMinimum{Got: new(big.Rat), Want: new(big.Rat)},
		"maximum":           &kind.Maximum{Got: new(big.Rat), Want: new(big.Rat)},
		"minimum":           &kind.Minimum{Got: new(big.Rat), Want: new(big.Rat)},
		"dependentRequired": &kind.DependentRequired{},
		"maxItems":          &kind.MaxItems{},
		"minProperties":     &kind.MinProperties{},
	}
	general := violation(nil).String()
	seen, patterns := map[string]bool{}, 0
	var walk func(x any, names bool)
	walk = func(x any, names bool) {
		switch x := x.(type) {
		case map[string]any:
			for k, v := range x {
				if k == "pattern" && !names {
					patterns++
					require.NotEqual(t, general, violation(&kind.Pattern{Want: v.(string)}).String(), v)
				} else if !names {
					seen[k] = true
				}
				walk(v, !names && (k == "properties" || k == "$defs" || k == "dependentRequired"))
			}
		case []any:
			for _, v := range x {
				walk(v, false)
			}
		}
	}
	walk(schema, false)
	for _, k := range []string{"$schema", "title", "description", "properties", "$ref", "$defs", "items",
		"additionalProperties"} {
		delete(seen, k) // say nothing by themselves; unknown keys are told by faults
	}
	require.Positive(t, patterns)
	for k := range seen {
		require.Contains(t, sentences, k)
		require.NotEqual(t, general, violation(sentences[k]).String(), k)
	}
}
