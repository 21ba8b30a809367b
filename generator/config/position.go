package config

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// positions says where each key of a TOML file is, as "line:col".
type positions map[string]string

// of returns the place of a dotted key or, if the key is missing, of the
// nearest table around it that is there; at last the start of the file.
func (p positions) of(key string) string {
	for key = strings.ToLower(key); ; {
		if at, ok := p[key]; ok {
			return at
		}
		dot := strings.LastIndexByte(key, '.')
		if dot < 0 {
			return "1:1"
		}
		key = key[:dot]
	}
}

// keyPositions finds all tables and keys of a valid TOML file. Keys are
// lowered, since Hugo does not tell their case apart.
func keyPositions(data []byte) positions {
	found := positions{}
	var p unstable.Parser
	p.Reset(data)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		var names []string
		at := ""
		for it := e.Key(); it.Next(); {
			node := it.Node()
			names = append(names, strings.ToLower(string(node.Data)))
			start := p.Shape(node.Raw).Start
			at = fmt.Sprintf("%d:%d", start.Line, start.Column)
		}
		key := strings.Join(names, ".")
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = key + "."
		case unstable.KeyValue:
			key = table + key
		default:
			continue
		}
		if _, ok := found[key]; !ok {
			found[key] = at
		}
	}
	return found
}
