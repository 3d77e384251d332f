package scenario

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/okrug/okrug/balance/problem"
)

//go:embed schema.json
var schemaJSON []byte

//go:embed example.yaml
var exampleYAML []byte

// Schema returns the JSON Schema (draft 2020-12) of the scenario format.
func Schema() []byte {
	schema := schemaJSON
	for key, names := range map[string][]string{"{checks}": checkIDs(), "{objectives}": problem.PlanKinds()} {
		schema = bytes.Replace(schema, []byte(key), []byte(strings.Join(names, `", "`)), 1)
	}
	return schema
}

// Example returns an annotated scenario that names every key.
func Example() []byte { return bytes.Clone(exampleYAML) }

var compiled = sync.OnceValue(func() *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		panic(err) // the embedded schema is fixed; a test compiles it
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.json", doc); err != nil {
		panic(err)
	}
	return c.MustCompile("scenario.json")
})
