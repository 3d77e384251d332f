package scenario

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// keysOf lists the keys that the schema knows at a place written "units." or "links.0.", sorted.
func keysOf(where string) []string {
	var schema map[string]any
	if json.Unmarshal(schemaJSON, &schema) != nil {
		return nil
	}
	node := schema
	for _, step := range strings.FieldsFunc(where, func(r rune) bool { return r == '.' }) {
		var next any
		if _, err := strconv.Atoi(step); err == nil {
			next = node["items"]
		} else if p, ok := node["properties"].(map[string]any); ok {
			next = p[step]
		}
		m, ok := next.(map[string]any)
		if !ok {
			return nil
		}
		node = m
	}
	p, _ := node["properties"].(map[string]any)
	keys := make([]string, 0, len(p))
	for k := range p {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
