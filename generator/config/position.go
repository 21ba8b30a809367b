package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// position is a place in a file, both counted from 1.
type position struct{ line, column int }

func (p position) String() string { return fmt.Sprintf("%d:%d", p.line, p.column) }

// positions says where each key of a TOML file first stands, as a table, as part of
// the name of one, or with a value.
type positions map[string]position

// of returns the place of a dotted key or, if the key is missing, of the
// nearest table around it that is there; at last the start of the file.
func (p positions) of(key string) position {
	for key = strings.ToLower(key); ; {
		if at, ok := p[key]; ok {
			return at
		}
		dot := strings.LastIndexByte(key, '.')
		if dot < 0 {
			return position{1, 1}
		}
		key = key[:dot]
	}
}

// inOrder are the keys of a table in the order in which the file has them.
func inOrder[V any](p positions, table string, values map[string]V) []string {
	var keys []string
	for key := range values {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		at, bt := p.of(table+"."+a), p.of(table+"."+b)
		return cmp.Or(cmp.Compare(at.line, bt.line), cmp.Compare(at.column, bt.column), cmp.Compare(a, b))
	})
	return keys
}

// keyPositions finds all tables and keys of a valid TOML file. Keys are
// lowered, since Hugo does not tell their case apart.
func keyPositions(data []byte) positions {
	found := positions{}
	var p unstable.Parser
	p.Reset(data)
	table := ""
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = found.add(&p, "", e.Key()) + "."
		case unstable.KeyValue:
			found.addValue(&p, table, e)
		}
	}
	return found
}

// addValue takes a key and those of the table behind it, if that is its value.
func (p positions) addValue(parser *unstable.Parser, table string, e *unstable.Node) {
	key := p.add(parser, table, e.Key())
	if value := e.Value(); value.Kind == unstable.InlineTable {
		for it := value.Children(); it.Next(); {
			p.addValue(parser, key+".", it.Node())
		}
	}
}

// add takes a dotted key below a table, and returns it in full.
func (p positions) add(parser *unstable.Parser, table string, names unstable.Iterator) (key string) {
	key = strings.TrimSuffix(table, ".")
	for names.Next() {
		node := names.Node()
		if key != "" {
			key += "."
		}
		key += strings.ToLower(string(node.Data))
		if _, ok := p[key]; !ok {
			start := parser.Shape(node.Raw).Start
			p[key] = position{start.Line, start.Column}
		}
	}
	return key
}
