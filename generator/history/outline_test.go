package history

import (
	"reflect"
	"testing"

	"policyarchive/generator/lineage"
)

// FuzzOutline: what was encoded is decoded as it was, and anything else without
// a panic.
func FuzzOutline(f *testing.F) {
	whole := &Version{Outline: &Outline{Title: "Privacy – 情報", Text: [32]byte{1}, Digest: [32]byte{2}, Sections: []Heading{{0, "", "", false}, {300, "2.1", "A \x00 title", true}}}, marks: lineage.Marks("marks")}
	f.Add(whole.encode())
	f.Add((&Version{Outline: &Outline{}, marks: lineage.Marks{0}}).encode())
	f.Add("")
	f.Fuzz(func(t *testing.T, data string) {
		var v, again Version
		if v.decode(data) != nil {
			return
		}
		if err := again.decode(v.encode()); err != nil || !reflect.DeepEqual(v.Outline, again.Outline) || string(v.marks) != string(again.marks) {
			t.Errorf("%q becomes %+v, and that %+v: %v", data, v.Outline, again.Outline, err)
		}
	})
}

func TestOutlineIsKept(t *testing.T) {
	v := &Version{Outline: &Outline{Title: "T", Digest: [32]byte{9}, Sections: []Heading{{7, "1.", "Who we are", true}, {0, "", "", false}}}, marks: lineage.Marks("\x02marks")}
	var got Version
	if err := got.decode(v.encode()); err != nil || !reflect.DeepEqual(got.Outline, v.Outline) || string(got.marks) != string(v.marks) {
		t.Errorf("%+v, %v", got.Outline, err)
	}
}
