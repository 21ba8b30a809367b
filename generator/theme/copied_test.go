package theme

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestCopied: a file is taken for a copy by what it holds, not by its name.
func TestCopied(t *testing.T) {
	line := regexp.MustCompile(`^[0-9a-f]{64}  layouts/[\w./-]+\n$`)
	for s := range strings.Lines(copied) {
		if !line.MatchString(s) {
			t.Errorf("no line of sha256sum: %q", s)
		}
	}
	// As it was copied last.
	const foot = `<footer class="foot">
{{ with site.Params.footer }}<ul>{{ range . }}<li><a href="{{ .url }}">{{ .name }}</a></li>{{ end }}</ul>{{ end }}
<p>{{ T "colophon" }}</p>
</footer>
`
	site := fstest.MapFS{
		"layouts/_partials/foot.html": {Data: []byte(foot)},
		"layouts/_partials/head.html": {Data: []byte(foot)},
		"layouts/own.html":            {Data: []byte(foot)},
	}
	if found, err := Copied(site); err != nil || !slices.Equal(found, []string{"layouts/_partials/foot.html"}) {
		t.Errorf("found %q, %v", found, err)
	}
	site["layouts/_partials/foot.html"] = &fstest.MapFile{Data: []byte(foot + " ")}
	if found, err := Copied(site); err != nil || found != nil {
		t.Errorf("found %q, %v", found, err)
	}
}
