package scenario

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed schema.json
var schemaJSON []byte

//go:embed example.yaml
var exampleYAML []byte

// Schema returns the JSON Schema (draft 2020-12) of the scenario format.
func Schema() []byte {
	return bytes.Replace(schemaJSON, []byte("{checks}"), []byte(strings.Join(Checks(), `", "`)), 1)
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
