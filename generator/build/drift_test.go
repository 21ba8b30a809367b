package build

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"

	"policyarchive/generator/drift"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
)

// altering is a minifier that replaces something.
type altering struct{ old, new string }

func (a altering) Minify(_ *minify.M, w io.Writer, r io.Reader, _ map[string]string) error {
	data, err := io.ReadAll(r)
	if err == nil {
		_, err = w.Write(bytes.ReplaceAll(data, []byte(a.old), []byte(a.new)))
	}
	return err
}

// TestMinifierThatAlters: a page whose text the minifier alters is not published.
func TestMinifierThatAlters(t *testing.T) {
	doc := policy.Parse("policy.md", []byte("# Policy\n\n## Logs\n\nWe keep logs for *ninety* days.\n\n## Mail\n\nWrite to us.\n"))
	for _, test := range []struct {
		altering
		want string
	}{
		{altering{"", ""}, ""},
		{altering{"ninety", "thirty"}, "it has “thirty” instead of “ninety” behind “logs we keep logs for”"},
		{altering{"<em>ninety</em> ", ""}, "it leaves out “ninety” behind “logs we keep logs for”"},
		{altering{"Write", "Do write"}, "it adds “do”"},
		{altering{" <em>", "<em>"}, "it has “forninety” instead of “for”"},
	} {
		store := testStore(t)
		store.minifier = minify.New()
		store.minifier.Add("text/html", test.altering)
		parts, err := render.NewRenderer(store.Put).Fragment(doc, render.Options{})
		if err != nil {
			t.Fatal(err)
		}
		body, err := store.Join(parts)
		if err != nil {
			t.Fatal(err)
		}
		text := (&drift.Texts{}).Of(doc, true)
		text.Version = "privacy/2026-01-01"
		p := &preparedPage{adapter: adapterPage{URL: "/privacy/archive/2026-01-01/", Layout: schema.LayoutVersion}, text: text,
			data: pageData{fragments: []string{body}, text: []string{body}}}
		a := &assembly{folder: t.TempDir(), store: store, checked: drift.NewPages()}
		marker := markerOpen + body + markerClose
		err = a.page(p, "index.html", `<h1>Policy</h1><div id="_text">`+marker+`</div>`)
		_, missing := os.Stat(filepath.Join(a.folder, "index.html"))
		if test.want == "" {
			if err != nil || missing != nil {
				t.Errorf("%v, %v", err, missing)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), test.want) || missing == nil ||
			!strings.Contains(err.Error(), "the page /privacy/archive/2026-01-01/ does not show the text of privacy/2026-01-01") {
			t.Errorf("got %v\nwant %s", err, test.want)
		}
		if err := a.page(p, "index.html", `<h1>Policy</h1><div id="_text">`+marker+marker+`</div>`); err == nil ||
			!strings.Contains(err.Error(), "layouts/version.html shows a text of the page /privacy/archive/2026-01-01/ twice") {
			t.Errorf("got %v", err)
		}
	}
}
