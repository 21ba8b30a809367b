package main

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/tools"
	"policyarchive/generator/policy"
)

// TestOtherSites takes the histories of two other organisations, file by file,
// into new sites where only parameters of hugo.toml are changed.
func TestOtherSites(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		history, organisation, title, lang string
	}{
		{"basecamp-privacy", "Basecamp", "Privacy policy", "en"},
		{"mozilla-firefox-ja", "Mozilla", "Firefox プライバシー通知", "ja"},
	} {
		t.Run(test.history, func(t *testing.T) {
			h := histories.Named(t, test.history)
			dir := t.TempDir()
			err := newSite(dir, `organisation = "Trakt"`, `organisation = "`+test.organisation+`"`,
				`title    = "Trakt privacy policy"`, `title    = "`+test.title+`"`,
				"title = \"Privacy policy\"\n", "title = \""+test.title+"\"\n", "lang  = \"en\"\n", "lang  = \""+test.lang+"\"\n")
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			for _, file := range h.Files {
				must(t, "import", "file", "privacy", file, "-s", dir, "--quiet", "--accept")
			}
			imported := time.Now()
			built := must(t, "build", "-s", dir)
			t.Logf("%d files imported one by one in %s, built in %s: %s", len(h.Files),
				imported.Sub(start).Round(time.Millisecond), time.Since(imported).Round(time.Millisecond), built.stdout)
			must(t, "verify", "-s", dir)
			holdSite(t, dir, filepath.Join(dir, "public"), "https://privacy.example.org/", "privacy")
			// A file with the text of the one before is no version.
			if n := len(load(t, dir, "privacy").Versions); n < len(h.Files)*9/10 || n > len(h.Files) {
				t.Errorf("%d versions of %d files", n, len(h.Files))
			}
			page := read(t, filepath.Join(dir, "public", "privacy", "index.html"))
			if !regexp.MustCompile(`<[^>]* lang="?` + test.lang + `[-" >]`).MatchString(page) {
				t.Errorf("the page is not in %s: %.120s", test.lang, page)
			}
			if strings.Contains(page, "Trakt") {
				t.Error("the page speaks of another organisation")
			}
		})
	}
}

// TestSitesOfHistories holds the sites of five histories, of three scripts and with
// tables, raw HTML and ids of authors, against the Nu HTML checker and all other checks
// of a published site that ask no browser.
func TestSitesOfHistories(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes minutes")
	}
	node, _ := tools.Node(t, "vnu-jar", "@netlify/headers")
	tools.Program(t, "java")
	root := histories.Root(t)
	for name, lang := range map[string]string{"automattic-privacy": "en", "basecamp-privacy": "en", "github-privacy": "en",
		"mozilla-firefox-ar": "ar", "mozilla-firefox-ja": "ja"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := newSite(dir, `lang  = "en"`, `lang  = "`+lang+`"`); err != nil {
				t.Fatal(err)
			}
			must(t, "import", "dir", "privacy", filepath.Join(root, name), "-s", dir, "--quiet", "--accept")
			must(t, "build", "-s", dir, "--quiet")
			c := exec.CommandContext(t.Context(), node, filepath.Join("sitecheck", "run.mjs"), filepath.Join(dir, "public"),
				"--only", "markup,links,sitemap,feeds,headers,redirects,archive")
			out, err := c.CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}

// TestOwnSite builds the site of this repository, from a copy.
func TestOwnSite(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"archive", "content"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "verify", "-s", dir)
	if c := run(t, "check", "-s", dir); c.code != exitFine {
		t.Logf("the working text has findings:\n%s", c.stdout)
	}
	must(t, "build", "-s", dir)
	opened, err := archive.Open(os.DirFS(filepath.Join(dir, "archive")))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range opened.Policies() {
		holdSite(t, dir, filepath.Join(dir, "public"), "https://privacy.example.org/", name)
	}
}

// holdSite holds a built site against what every site promises.
func holdSite(t *testing.T, dir, public, base, policyName string) {
	t.Helper()
	faults, err := crawl(public, base)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	h := load(t, dir, policyName)
	current := page(t, public, policyName)
	for i, v := range h.Versions {
		name := v.Name.String()
		p := page(t, public, path.Join(policyName, "archive", name))
		if archived := read(t, filepath.Join(public, policyName, "archive", name,
			archive.TextFile)); archived != string(text(t, v)) {
			t.Errorf("%s: the published bytes are not the archived ones", name)
		}
		for _, words := range passages(t, text(t, v)) {
			if !strings.Contains(p.letters, words) {
				t.Errorf("%s: not on its page: %.200s", name, words)
			}
		}
		for _, s := range v.Doc.Sections {
			anchor := s.Anchor
			if !p.ids[anchor] {
				t.Errorf("%s: #%s is not on its own page", name, anchor)
			}
			if !current.ids[anchor] {
				t.Errorf("#%s of %s does not resolve on the current page", anchor, name)
			}
		}
		if i > 0 {
			holdAnchors(t, h.Versions[i-1], v)
		}
	}
}

// holdAnchors wants the same anchor for sections that a person must take for
// the same: one of its title in either version, with the same text.
func holdAnchors(t *testing.T, a, b *history.Version) {
	t.Helper()
	sections := func(d *policy.Document) map[string]string {
		anchors, count := map[string]string{}, map[string]int{}
		for i := range d.Sections {
			s := &d.Sections[i]
			key := s.Title
			for _, block := range d.Own(s) {
				key += "\n" + policy.Text(block.Tokens)
			}
			anchors[key] = s.Anchor
			count[key]++
			if count[key] > 1 {
				anchors[key] = ""
			}
		}
		return anchors
	}
	before, after := sections(a.Doc), sections(b.Doc)
	for key, anchor := range before {
		if now, ok := after[key]; ok && now != "" && anchor != "" && now != anchor {
			t.Errorf("%s → %s: the section %.40q was #%s and is #%s", a.Name, b.Name, key, anchor, now)
		}
	}
}

type builtPage struct {
	*sitePage
	letters string
}

func page(t *testing.T, public, at string) builtPage {
	t.Helper()
	p, _, err := readPage([]byte(read(t, filepath.Join(public, filepath.FromSlash(at), "index.html"))))
	if err != nil {
		t.Fatal(err)
	}
	return builtPage{p, letters(p.text)}
}

func load(t *testing.T, dir, policyName string) *history.History {
	t.Helper()
	opened, err := archive.Open(os.DirFS(filepath.Join(dir, "archive")))
	if err != nil {
		t.Fatal(err)
	}
	h, err := history.Load(t.Context(), opened, policyName, "2026-06-01")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func text(t *testing.T, v *history.Version) []byte {
	t.Helper()
	data, err := v.Text()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var (
	frontMatter = regexp.MustCompile(`\A\x{FEFF}?---[ \t]*\n(?s:.*?)\n---[ \t]*\n`)
	attributes  = regexp.MustCompile(`\{:?[ \t]*(?:[#.]|[\w-]+=)[^{}\n]*\}`)
)

// passages are the letters of every line of every paragraph of a text, as goldmark alone
// reads it: none may be missing from its page.
func passages(t *testing.T, source []byte) []string {
	t.Helper()
	source = attributes.ReplaceAll(frontMatter.ReplaceAll(source, nil), nil)
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table),
		goldmark.WithRendererOptions(html.WithUnsafe())).Convert(source, &b); err != nil {
		t.Fatal(err)
	}
	doc, err := xhtml.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	var run strings.Builder
	end := func() {
		if s := letters(run.String()); s != "" {
			list = append(list, s)
		}
		run.Reset()
	}
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			for i, line := range strings.Split(n.Data, "\n") {
				if i > 0 {
					end()
				}
				run.WriteString(line)
			}
			return
		}
		block := n.Type == xhtml.ElementNode && blocks[n.Data]
		if block {
			end()
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if block {
			end()
		}
	}
	walk(doc)
	end()
	return list
}
