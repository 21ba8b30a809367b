package archive

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Whatever one thing is changed in an archive, Verify finds it, and neither Open
// nor Text passes on a byte that was not archived.
func TestEveryChangeIsFound(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	whole := damagedArchive(t)
	files := tree(t, whole)
	var plain []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, "/") {
			plain = append(plain, name)
		}
	}
	texts := make(map[string]string)
	for _, policy := range mustOpen(t, whole).Policies() {
		for _, v := range mustOpen(t, whole).Versions(policy) {
			texts[v.Dir()] = files[v.Dir()+"/"+TextFile]
		}
	}
	pick := func() string { return plain[random.IntN(len(plain))] }
	for range 300 {
		changed := maps.Clone(files)
		name := pick()
		data := []byte(files[name])
		at := random.IntN(len(data))
		var what string
		switch random.IntN(8) {
		case 0:
			what = fmt.Sprintf("bit flipped at %d of %s", at, name)
			data[at] ^= 1 << random.IntN(8)
			changed[name] = string(data)
		case 1:
			what = fmt.Sprintf("%s cut off at %d", name, at)
			changed[name] = string(data[:at])
		case 2:
			what = fmt.Sprintf("byte inserted at %d of %s", at, name)
			changed[name] = string(slices.Insert(data, at, byte(random.IntN(256))))
		case 3:
			what = name + " deleted"
			delete(changed, name)
		case 4:
			other := pick()
			what = name + " exchanged with " + other
			changed[name], changed[other] = changed[other], changed[name]
		case 5:
			what = name + " copied into another version"
			changed["privacy/2014-01-01/"+filepath.Base(name)] = string(data)
		case 6:
			what = name + " renamed"
			changed[name+".bak"] = string(data)
			delete(changed, name)
		case 7:
			what = "line of the manifest deleted"
			lines := strings.SplitAfter(files[ManifestFile], "\n")
			changed[ManifestFile] = strings.Join(slices.Delete(lines, at%(len(lines)-1), at%(len(lines)-1)+1), "")
		}
		if sameTree(changed, files) {
			continue // exchanged with itself
		}
		dir := t.TempDir()
		for name, data := range changed {
			if !strings.HasSuffix(name, "/") {
				put(t, dir, name, data)
			}
		}
		found, err := Verify(t.Context(), os.DirFS(dir))
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if len(found) == 0 {
			t.Errorf("%s: not found", what)
		}
		again, _ := Verify(t.Context(), os.DirFS(dir))
		if !slices.Equal(found, again) {
			t.Errorf("%s: found %v and then %v", what, found, again)
		}
		a, err := Open(os.DirFS(dir))
		if err != nil {
			continue
		}
		seen := 0
		for _, policy := range a.Policies() {
			for _, v := range a.Versions(policy) {
				seen++
				text, err := v.Text()
				if err == nil && string(text) != texts[v.Dir()] {
					t.Errorf("%s: Text returns %q", what, text)
				}
				if err != nil && !errors.Is(err, ErrDamaged) {
					t.Errorf("%s: Text: %v", what, err)
				}
			}
		}
		if seen != len(texts) {
			t.Errorf("%s: Open shows %d versions of %d", what, seen, len(texts))
		}
	}
}
