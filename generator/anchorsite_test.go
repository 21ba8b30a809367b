package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAnchorsOfASite builds sites of histories in which much becomes of sections,
// and holds them to what is promised of anchors: every one that a version's page
// has resolves on the policy's page, no id stands twice on a page, no link leads to
// a fragment that is not there, and every name is one that file systems hold.
func TestAnchorsOfASite(t *testing.T) {
	t.Parallel()
	for name, texts := range anchorHistories() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := newSite(dir); err != nil {
				t.Fatal(err)
			}
			for i, text := range texts {
				write(t, filepath.Join(dir, "texts", fmt.Sprintf("2020-%02d-01.md", i+1)), "# Parcels\n\n"+text)
			}
			must(t, "import", "dir", "privacy", filepath.Join(dir, "texts"), "--accept", "--quiet", "-s", dir)
			must(t, "build", "-s", dir, "--quiet")
			public := filepath.Join(dir, "public")
			faults, err := crawl(public, "https://privacy.example.org/")
			if err != nil || len(faults) > 0 {
				t.Errorf("%v\n%s", err, strings.Join(faults, "\n"))
			}
			holdPublishedIDs(t, public, len(texts))
			err = filepath.WalkDir(public, func(path string, d os.DirEntry, err error) error {
				if name := d.Name(); len(name) > 250 || strings.HasSuffix(name, ".") || strings.ContainsAny(name, `\:*?"<>|`) {
					t.Errorf("%s is no name for a file", path)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// holdPublishedIDs wants every id that the page of one of the versions publishes on
// the page of the text in force.
func holdPublishedIDs(t *testing.T, public string, versions int) {
	t.Helper()
	current, _, err := readPage([]byte(read(t, filepath.Join(public, "privacy", "index.html"))))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(public, "privacy", "archive", "*", "index.html"))
	if err != nil || len(files) != versions {
		t.Fatalf("%d versions have a page, not %d: %v", len(files), versions, err)
	}
	for _, file := range files {
		page, _, err := readPage([]byte(read(t, file)))
		if err != nil {
			t.Fatal(err)
		}
		for id := range page.ids {
			if !strings.HasPrefix(id, "_") && !current.ids[id] {
				t.Errorf("#%s of %s is not on the page of the text in force", id, filepath.Base(filepath.Dir(file)))
			}
		}
	}
}

// anchorHistories are versions of texts, oldest first.
func anchorHistories() map[string][]string {
	const (
		label = "We write a label with your name and your address on it, and we keep a stub of it for a year.\n"
		depot = "At the depot we write down when a parcel came, who brought it, and which van took it away.\n"
		scale = "Our scales are checked every spring by the town, which keeps the results in a book of its own.\n"
		bell  = "The bell of the depot rings at noon, and the keeper notes who comes late with a parcel.\n"
	)
	long := strings.Repeat("When you hand a parcel to us ", 12)
	return map[string][]string{
		"gone": {
			"## Labels\n\n" + label + "\n" + bell + "{: #bell }\n\n## Depots\n\n" + depot +
				"\nWe use it to (i) find it, and (ii) send it.\n\n## Scales\n\n" + scale,
			"## Depots\n\n" + depot + "\n" + scale,
			"## Depots\n\n" + depot + "\n## Bells {#bell}\n\nThe bell is electric now and notes nothing.\n\n## " +
				"Labels\n\nNobody writes labels any more, and stubs are gone.\n",
		},
		"copies": {
			"## Labels\n\n" + label + "\n## Depots\n\n" + depot,
			"## Labels\n\n" + label + "\nAnd a second stub.\n\n## Depots\n\n" + depot +
				"\nAnd a second van.\n\n## Until March\n\n## Labels\n\n" + label + "\n## Depots\n\n" + depot,
			"## Labels\n\n" + label + "\nAnd a second stub.\n\n## Depots\n\n" + depot + "\nAnd a second van.\n",
		},
		"signs": {
			"## Why\n\nWe use the list to (1) find a parcel, (2) send a bill, or (3) call you.\n\n## Rest\n\n" + scale,
			"## Why\n\nWe use the list to (i) find a parcel, (ii) send a bill, (iii) count vans, or (iv) call you.\n\n## " +
				"Rest\n\n" + scale,
			"## Why\n\n" + bell + "\nWe use the list to (i) find a parcel, (ii) count vans, or (iii) call you.\n\n## Rest\n\n" + scale,
		},
		"names": {
			"## " + long + "\n\n" + label + "\n## " + long + "\n\n" + depot + "\n## " + strings.Repeat("隐私政策", 40) + "\n\n" +
				scale + "\n## CON\n\n" + bell + "\n## Nul\n\nNone.\n\n## Data {#Data}\n\nSome.\n\n## Data {#data}\n\nMore.\n\n## X {#" + strings.Repeat("x", 300) + "}\n\nThis.\n",
			"## 1. " + long + "\n\n" + label + "\n## 2. " + long + "\n\n" + depot + " Now.\n\n## Index\n\n" + scale +
				"\n## Parcels {#con.1}\n\n" + bell + "\nAnd the gong.\n{: #nul.1 }\n",
		},
	}
}
