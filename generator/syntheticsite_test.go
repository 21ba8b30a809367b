package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/synthetic"
)

// TestSyntheticSites takes histories whose truth is known from files to a site,
// and holds it to what every site promises, whatever became of its sections.
func TestSyntheticSites(t *testing.T) {
	t.Parallel()
	for _, script := range synthetic.Scripts() {
		t.Run(script.String(), func(t *testing.T) {
			o := synthetic.Options{Script: script, Sections: 4, Versions: 10}
			h := synthetic.Make(synthetic.Seeded(uint64(script)+1), o)
			dir := t.TempDir()
			if err := newSite(dir); err != nil {
				t.Fatal(err)
			}
			for n, v := range h.Versions {
				write(t, filepath.Join(dir, "texts", fmt.Sprintf("2020-01-%02d.md", n+1)), string(v.Source))
			}
			must(t, "import", "dir", "privacy", filepath.Join(dir, "texts"), "--accept", "--quiet", "-s", dir)
			must(t, "build", "-s", dir, "--quiet")
			public := filepath.Join(dir, "public")
			holdSite(t, dir, public, "https://privacy.example.org/", "privacy")
			holdPublishedIDs(t, public, len(h.Versions))
			holdSectionPages(t, dir, public)
			holdFeeds(t, public)
			if t.Failed() {
				t.Log(h)
			}
		})
	}
}

// holdSectionPages wants a page for every section that any version has, whose
// title is on it, and that links to the section.
func holdSectionPages(t *testing.T, dir, public string) {
	t.Helper()
	of := map[int]string{} // line to its anchor
	for _, v := range load(t, dir, "privacy").Versions {
		doc := v.Doc
		for i := range doc.Sections {
			s := &doc.Sections[i]
			of[s.Lineage] = s.Anchor
			file := filepath.Join(public, "privacy", "sections", s.Anchor, "index.html")
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s: section #%s has no page: %v", v.Name, s.Anchor, err)
				continue
			}
			if p := page(t, public, path.Join("privacy", "sections", s.Anchor)); !strings.Contains(p.letters, letters(s.Title)) {
				t.Errorf("%s: the page of section #%s does not name it %q", v.Name, s.Anchor, s.Title)
			}
		}
	}
	if len(of) == 0 {
		t.Error("no section at all")
	}
}

// holdFeeds wants every file of XML and JSON of a site to be well-formed, and
// feeds among them.
func holdFeeds(t *testing.T, public string) {
	t.Helper()
	var feeds int
	err := filepath.WalkDir(public, func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data := []byte(nil)
		switch filepath.Ext(file) {
		case ".xml", ".atom", ".json":
			if data, err = os.ReadFile(file); err != nil {
				return err
			}
		}
		switch filepath.Ext(file) {
		case ".json":
			var value any
			if err := json.Unmarshal(data, &value); err != nil {
				t.Errorf("%s is no JSON: %v", file, err)
			}
			if m, ok := value.(map[string]any); ok && strings.Contains(fmt.Sprint(m["version"]), "jsonfeed.org") {
				feeds++
			}
		case ".xml", ".atom":
			root, err := wellFormed(string(data))
			if err != nil {
				t.Errorf("%s is no XML: %v", file, err)
			}
			if root == "feed" {
				feeds++
			}
		}
		return nil
	})
	if err != nil || feeds < 2 {
		t.Errorf("%d feeds: %v", feeds, err)
	}
}

// wellFormed reads a text as XML, and returns the name of its root.
func wellFormed(text string) (root string, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && root != "" {
			return root, nil
		}
		if err != nil {
			return root, err
		}
		if e, ok := token.(xml.StartElement); ok && root == "" {
			root = e.Name.Local
		}
	}
}
