package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"policyarchive/generator/internal/tools"
)

// TestZip packs a site that is published below a folder, and reads it from the disk:
// every link names a file that is there, and in browsers everything works that works on
// the site.
func TestZip(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for i, text := range []string{
		"We keep your name.\n\n## Parcels\n\nA carrier knows where you live.\n\n## Letters\n\nNobody opens your letters.\n",
		"We keep your name and your street.\n\n## Parcels\n\nA carrier knows where you live.\n\n## Letters\n\n" +
			"Nobody opens letters.\n",
		"We keep your name.\n\n## Parcels\n\nTwo carriers know where you live.\n\n## Letters\n\n" +
			"Nobody opens [letters](#parcels).\n",
		"We keep your name and your house.\n\n## Parcels\n\nTwo carriers know where you live.\n\n## Übersee\n\n" +
			"[Nothing](https://example.org/legal/privacy/archive/2020-01-01/#parcels).\n",
	} {
		write(t, filepath.Join(dir, "texts", fmt.Sprintf("2020-%02d-01.md", i+1)), "# Post\n\n"+text)
	}
	write(t, filepath.Join(dir, "static", "own", "index.html"), `<noscript><a href="../privacy">Our policy</a></noscript>`)
	write(t, filepath.Join(dir, "static", "assets", "own.js"), "var own = 1; // a script of the site's, and no module\n")
	const address = "https://example.org/legal/"
	must(t, "import", "dir", "privacy", filepath.Join(dir, "texts"), "--accept", "--quiet", "-s", dir)
	must(t, "build", "-s", dir, "--baseURL", address, "--quiet")
	first, second := filepath.Join(dir, "post.zip"), filepath.Join(dir, "again", "post.zip")
	if err := os.Mkdir(filepath.Dir(second), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{first, second} {
		must(t, "zip", file, "-s", dir, "--baseURL", address, "--quiet")
	}
	if read(t, first) != read(t, second) {
		t.Error("the same site gives two zip files")
	}
	unpacked := filepath.Join(dir, "unpacked")
	files := unzip(t, first, unpacked)
	for _, name := range []string{"post/index.html", "post/privacy/index.html",
		"post/privacy/archive/2020-01-01/policy.md"} {
		if files[name] == nil {
			t.Errorf("the zip file has no %s", name)
		}
	}
	if files["post/_headers"] != nil {
		t.Error("the zip file has files that are only for hosts")
	}
	if own := string(files["post/assets/own.js"]); own != read(t, filepath.Join(dir, "static", "assets", "own.js")) {
		t.Errorf("a script of the site's is changed: %s", own)
	}
	pages := 0
	for name, data := range files {
		if path.Ext(name) == ".html" {
			pages++
			holdLinks(t, files, name, data)
		}
	}
	if pages < 20 {
		t.Errorf("the zip file has %d pages", pages)
	}
	readFromDisk(t, filepath.Join(unpacked, "post"), address)
}

// holdLinks wants every link of a page to name a file that is there.
func holdLinks(t *testing.T, files map[string][]byte, name string, data []byte) {
	t.Helper()
	for z := html.NewTokenizer(bytes.NewReader(data)); z.Next() != html.ErrorToken; {
		tag := z.Token()
		for _, a := range tag.Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			u, err := url.Parse(a.Val)
			switch {
			case tag.Data == "a" && u != nil && u.Host == "example.org":
				t.Errorf("%s: a link leads to the network: %s", name, a.Val)
			case err != nil:
				t.Errorf("%s: %v", name, err)
			case u.Scheme != "" || u.Path == "":
			case path.IsAbs(u.Path) || files[path.Join(path.Dir(name), u.Path)] == nil:
				t.Errorf("%s: no file stands at %s", name, a.Val)
			}
		}
	}
}

// readFromDisk does in browsers what readers do.
func readFromDisk(t *testing.T, folder, address string) {
	t.Helper()
	at := (&url.URL{Scheme: "file", Path: filepath.ToSlash(folder) + "/"}).String()
	for _, browser := range [][]string{{"chromium", "chromium-browser", "google-chrome"}, {"firefox-esr", "firefox"}} {
		t.Run(browser[0], func(t *testing.T) {
			node, _ := tools.Node(t, "puppeteer-core")
			program := tools.Program(t, browser...)
			out, err := exec.CommandContext(t.Context(), node, filepath.Join("sitecheck", "offline.mjs"), at, "privacy", address,
				"2020-02-15", "Two carriers", program).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// unzip unpacks a zip file into a folder, and returns its files.
func unzip(t *testing.T, file, into string) map[string][]byte {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	files := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if f.CreatorVersion>>8 != 3 {
			t.Errorf("%s is no file of Unix: some programs then take its name for letters of DOS", f.Name)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = data
		write(t, filepath.Join(into, filepath.FromSlash(f.Name)), string(data))
	}
	if len(files) != len(r.File) {
		t.Error("the zip file names a file twice")
	}
	return files
}
