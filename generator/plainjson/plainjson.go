// Package plainjson writes JSON for people, too: <, > and & stand for themselves in it.
package plainjson

import (
	"bytes"
	"encoding/json"
)

// Marshal is a value as JSON that ends in a newline, the same for the same value. Each
// level is indented by indent; with none, all is on one line.
func Marshal(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return b.Bytes(), err
}
