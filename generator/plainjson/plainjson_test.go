package plainjson

import "testing"

func TestMarshal(t *testing.T) {
	value := map[string]string{"b": "<a href=\"x\">", "a": "1 & 2"}
	for indent, want := range map[string]string{
		"":   `{"a":"1 & 2","b":"<a href=\"x\">"}` + "\n",
		"  ": "{\n  \"a\": \"1 & 2\",\n  \"b\": \"<a href=\\\"x\\\">\"\n}\n",
	} {
		if got, err := Marshal(value, indent); err != nil || string(got) != want {
			t.Errorf("with %q it is %q (%v), not %q", indent, got, err, want)
		}
	}
}
