package pages

import (
	"bytes"
	"encoding/json"
)

// inLines writes JSON in which each item of two lists has a line of its own, so that a
// diff of two files is one of their items. value has the lists as its last fields, empty.
func inLines[A, B any](value any, name1 string, list1 []A, name2 string, list2 []B) ([]byte, error) {
	frame, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(frame, []byte(`"`+name1+`":[],"`+name2+`":[]}`)))
	b.WriteString(`"` + name1 + `":[`)
	if err := writeLines(&b, list1); err != nil {
		return nil, err
	}
	b.WriteString(`],"` + name2 + `":[`)
	if err := writeLines(&b, list2); err != nil {
		return nil, err
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}

func writeLines[T any](b *bytes.Buffer, list []T) error {
	for i, item := range list {
		line, err := json.Marshal(item)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(line)
	}
	b.WriteByte('\n')
	return nil
}
