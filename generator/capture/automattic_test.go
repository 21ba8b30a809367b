package capture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The pages of this history are nothing but text, so that every word of them
// must be in the Markdown, in the same order.
func TestPagesKeepTheirWords(t *testing.T) {
	for _, file := range history(t, "automattic-privacy/*.html") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := html.Parse(strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			r := restoreFile(t, file, Options{Original: "https://automattic.com/privacy/"})
			got, err := markdownWords(string(r.Text))
			if err != nil {
				t.Fatal(err)
			}
			want := wordsOf(visibleText(find(doc, atom.Body)))
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%d words, want %d; missing %q", len(got), len(want), missing(want, got))
			}
			if len(r.Doubts) > 0 {
				t.Errorf("doubts: %q", r.Doubts)
			}
			checkPage(t, data)
		})
	}
}
