package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// tree reads every file below root.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTwoBuildsAreIdentical(t *testing.T) {
	var built []map[string]string
	for range 2 {
		dir := newSite(t)
		f := testStore(t)
		build(t, dir, fixture(t, f), f)
		built = append(built, tree(t, filepath.Join(dir, "public")))
		build(t, dir, fixture(t, f), f)
		built = append(built, tree(t, filepath.Join(dir, "public")))
	}
	for _, other := range built[1:] {
		if diff := cmp.Diff(built[0], other); diff != "" {
			t.Fatalf("builds differ:\n%s", diff)
		}
	}
}

// A build leaves nothing but .build and public, and the environment cannot change it.
func TestBuildWritesNowhereElse(t *testing.T) {
	t.Setenv("HUGO_TITLE", "from outside")
	t.Setenv("HUGO_PUBLISHDIR", filepath.Join(t.TempDir(), "elsewhere"))
	dir := newSite(t)
	f := testStore(t)
	build(t, dir, fixture(t, f), f)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != ".build hugo.toml layouts public static" {
		t.Errorf("the folder holds %s", got)
	}
	if strings.Contains(tree(t, filepath.Join(dir, "public"))["index.html"], "from outside") {
		t.Error("the environment changed the site")
	}
}

func TestFailedBuildKeepsTheLastGoodSite(t *testing.T) {
	dir := newSite(t)
	f := testStore(t)
	todo := build(t, dir, fixture(t, f), f)
	good := tree(t, filepath.Join(dir, "public"))
	for _, test := range []struct{ name, file, text, want string }{
		{"template does not parse", "layouts/version.html", "{{ define \"main\" }}\n{{ if }}\n{{ end }}",
			"layouts/version.html:2: missing value for if"},
		{"template fails", "layouts/_partials/status.html", "\n\n  {{ index 1 2 }}", "layouts/_partials/status.html:3:"},
		{"configuration", "hugo.toml", "baseURL = \n", "hugo.toml:1"},
		{"words", "layouts/_partials/status.html", "{{ T \"nothing\" }}",
			`a template asks with T for the words of "nothing", which there are not in the language "en"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(dir, filepath.FromSlash(test.file))
			was, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { write(t, file, string(was)) }()
			write(t, file, test.text)
			err = runHugo(context.Background(), dir, "", todo, makeOptions{})
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v\nwant … %s … in one line", err, test.want)
			}
			if !cmp.Equal(good, tree(t, filepath.Join(dir, "public"))) {
				t.Error("the last good site changed")
			}
			if left, _ := filepath.Glob(filepath.Join(dir, ".public*")); len(left) > 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}

func TestKilledBuildIsRecovered(t *testing.T) {
	dir := newSite(t)
	f := testStore(t)
	todo := build(t, dir, fixture(t, f), f)
	public := filepath.Join(dir, "public")
	if err := os.Rename(public, filepath.Join(dir, ".public.old")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, ".public.new", "half.html"), "half")
	ctx, cancel := context.WithCancel(context.Background())
	h, err := startHugo(ctx, dir, "", spoken().Site)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := makeSite(h, todo, makeOptions{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if _, ok := tree(t, public)["privacy/index.html"]; !ok {
		t.Error("the site of before did not come back")
	}
	build(t, dir, fixture(t, f), f)
	if _, ok := tree(t, public)["half.html"]; ok {
		t.Error("a half-made page was published")
	}
}

func TestDestinationThatIsNotOurs(t *testing.T) {
	dir := newSite(t)
	f := testStore(t)
	todo, err := prepare(dir, fixture(t, f), f, spoken(), Deploy{})
	if err != nil {
		t.Fatal(err)
	}
	foreign := t.TempDir()
	write(t, filepath.Join(foreign, "letter.txt"), "dear")
	for _, dest := range []string{foreign, dir, filepath.Dir(dir), filepath.Join(dir, "layouts")} {
		if err := runHugo(context.Background(), dir, "", todo, makeOptions{Destination: dest}); err == nil ||
			!strings.Contains(err.Error(), "choose another folder") {
			t.Errorf("%s: got %v", dest, err)
		}
	}
	if got := tree(t, foreign)["letter.txt"]; got != "dear" {
		t.Errorf("the folder's own file became %q", got)
	}
	fine := filepath.Join(t.TempDir(), "a", "b")
	if err := runHugo(context.Background(), dir, "", todo, makeOptions{Destination: fine}); err != nil {
		t.Error(err)
	}
}

// What editors write in content/ is nothing that Hugo may run.
func TestPolicyTextIsNeverATemplate(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "---\ntitle: [broken\n---\n{{< nothing >}} {{ bad")
	write(t, filepath.Join(dir, "content", "about.md"), "---\ntitle: About\n---\nWho we are.")
	f := testStore(t)
	s := fixture(t, f)
	build(t, dir, s, f)
	public := tree(t, filepath.Join(dir, "public"))
	if !strings.Contains(public["about/index.html"], "Who we are.") {
		t.Error("an organisation's own page is missing")
	}
	for name, text := range s.Files {
		if public[name] != string(text) {
			t.Errorf("%s was published as %q", name, public[name])
		}
	}
}

// What lies in static/ is published as it is, and never stands for a page.
func TestStaticFiles(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, "static", "privacy", "index.html"), "no page")
	deep := filepath.Join(dir, "static", "deep", "note.txt")
	write(t, deep, "as it is")
	day := time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(deep, day, day); err != nil {
		t.Fatal(err)
	}
	for range 2 { // into an empty folder, and over the first
		f := testStore(t)
		build(t, dir, fixture(t, f), f)
		public := tree(t, filepath.Join(dir, "public"))
		if strings.Contains(public["privacy/index.html"], "no page") || public["deep/note.txt"] != "as it is" {
			t.Errorf("the page is %.40q, the note %q", public["privacy/index.html"], public["deep/note.txt"])
		}
		info, err := os.Stat(filepath.Join(dir, "public", "deep", "note.txt"))
		if err != nil || !info.ModTime().Equal(day) {
			t.Errorf("the note's time: %v, %v", info.ModTime(), err)
		}
	}
}

// Hugo writes pages with resources.PostProcess twice: the second time counts.
func TestPostProcess(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, "layouts", "home.html"),
		`{{ define "main" }}{{ $made := resources.FromString "made.css" "a{b:c}" | resources.PostProcess }}<link href="{{ $made.RelPermalink }}">{{ end }}`)
	f := testStore(t)
	build(t, dir, fixture(t, f), f)
	public := tree(t, filepath.Join(dir, "public"))
	if home := public["index.html"]; !strings.Contains(home, `href="/made.css"`) &&
		!strings.Contains(home, "href=/made.css") {
		t.Errorf("the page is %s", home)
	}
	if public["made.css"] != "a{b:c}" {
		t.Errorf("the style sheet is %q", public["made.css"])
	}
}

// A Hugo that was started and is not needed makes nothing.
func TestStoppedHugo(t *testing.T) {
	dir := newSite(t)
	h, err := startHugo(context.Background(), dir, "", spoken().Site)
	if err != nil {
		t.Fatal(err)
	}
	h.Stop()
	h.Stop()
	if entries, err := os.ReadDir(filepath.Join(dir, ".build")); err != nil || len(entries) > 5 {
		t.Errorf("it left %v, %v", entries, err)
	}
	f := testStore(t)
	todo, err := prepare(dir, fixture(t, f), f, spoken(), Deploy{})
	if err != nil {
		t.Fatal(err)
	}
	if err := makeSite(h, todo, makeOptions{}); err == nil {
		t.Error("one that was stopped made a site")
	}
}

// What an earlier build left for Hugo is not made again, whatever stands there.
func TestMakeRemovesWhatIsStale(t *testing.T) {
	dir := newSite(t)
	for _, name := range []string{"assets/data/gone.json", "content/gone.md", "data/site.json/gone"} {
		write(t, filepath.Join(dir, ".build", filepath.FromSlash(name)), "stale")
	}
	f := testStore(t)
	build(t, dir, fixture(t, f), f)
	for name := range tree(t, filepath.Join(dir, ".build")) {
		if strings.Contains(name, "gone") {
			t.Errorf("%s was left", name)
		}
	}
	if _, ok := tree(t, filepath.Join(dir, "public"))["gone/index.html"]; ok {
		t.Error("a page of an earlier build was published")
	}
}

// A page that someone waits for is made alone; the rest stays as it was.
func TestMakeOnly(t *testing.T) {
	dir := newSite(t)
	f := testStore(t)
	todo := build(t, dir, fixture(t, f), f)
	public := filepath.Join(dir, "public")
	before := tree(t, public)
	foot := filepath.Join(dir, "layouts", "_partials", "foot.html")
	write(t, foot, "<p>Another foot.</p>")
	if err := runHugo(t.Context(), dir, "https://example.org/", todo,
		makeOptions{Only: []string{"/terms/"}}); err != nil {
		t.Fatal(err)
	}
	after := tree(t, public)
	for name, was := range before {
		// Hugo's own pages, and the home page, are made each time.
		again := name == "terms/index.html" || name == "index.html" || name == "404.html"
		if is, ok := after[name]; !ok || (is != was) != again {
			t.Errorf("%s: there %t, another %t, want %t", name, ok, is != was, again)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files became %d", len(before), len(after))
	}
}
