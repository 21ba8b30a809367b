//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"policyarchive/generator/measure/process"
)

// histories are those whose builds are measured.
var histories = []string{"large", "github-privacy", "mozilla-firefox-en", "wordpresscom-tos"}

// builds compares whole builds with Hugo alone.
func (b *bench) builds() error {
	fmt.Printf("| history | versions | Hugo alone | cold build | ratio | memory, Hugo alone | memory, cold | one more " +
		"version | ratio to cold | another | ratio to cold |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, name := range histories {
		versions, err := b.history(name)
		if err != nil {
			return err
		}
		floor, err := b.floor(versions)
		if err != nil {
			return err
		}
		dir, err := b.site(name, versions)
		if err != nil {
			return err
		}
		var alone, cold []time.Duration
		var more [2][]time.Duration // the first, whose folder is new, and the next, which takes the one before the last
		var aloneMemory, coldMemory []int64
		last := versions[len(versions)-1]
		for n := range b.runs {
			c, err := b.hugo(floor)
			if err != nil {
				return err
			}
			alone, aloneMemory = append(alone, c.Elapsed), append(aloneMemory, c.Memory)
			if c, err = b.cold(dir); err != nil {
				return err
			}
			cold, coldMemory = append(cold, c.Elapsed), append(coldMemory, c.Memory)
			for i := range more {
				last = next(last)
				if err := b.archive(dir, []text{last}, len(versions)+2*n+i+1); err != nil {
					return err
				}
				if c, err = run(dir, b.program, "build", "--quiet"); err != nil {
					return err
				}
				more[i] = append(more[i], c.Elapsed)
			}
		}
		ratio := func(of, to []time.Duration) float64 { return float64(median(of)) / float64(median(to)) }
		fmt.Printf("| %s | %d | %s | %s | %.2f | %d MB | %d MB | %s | %.2f | %s | %.2f |\n", name, len(versions),
			seconds(median(alone)), seconds(median(cold)), ratio(cold, alone),
			median(aloneMemory)>>20, median(coldMemory)>>20, seconds(median(more[0])), ratio(more[0],
				cold), seconds(median(more[1])), ratio(more[1], cold))
	}
	fmt.Println()
	return nil
}

// next is the next version: a few words of one paragraph change.
func next(t text) text {
	day, err := time.Parse(time.DateOnly, t.day)
	if err != nil {
		panic(err)
	}
	paragraphs := strings.Split(string(t.data), "\n\n")
	for i := len(paragraphs) / 2; i < len(paragraphs); i++ {
		if words := strings.Split(paragraphs[i], " "); len(words) > 20 && words[0] != "" && words[0][0] >= 'A' &&
			words[0][0] <= 'z' {
			words[len(words)/2] = "otherwise " + t.day
			paragraphs[i] = strings.Join(words, " ")
			break
		}
	}
	return text{day.AddDate(0, 0, 14).Format(time.DateOnly), []byte(strings.Join(paragraphs, "\n\n"))}
}

// cold builds a site of which nothing is built.
func (b *bench) cold(dir string) (process.Cost, error) {
	for _, part := range []string{".build", "public"} {
		if err := b.aside(filepath.Join(dir, part)); err != nil {
			return process.Cost{}, err
		}
	}
	return run(dir, b.program, "build", "--quiet")
}

// aside takes a folder out of the way until all is measured. Deleting it now
// would slow down what comes next: ext4 looks for free inodes past all that were
// deleted within the last minute.
func (b *bench) aside(dir string) error {
	to, err := os.MkdirTemp(b.temp, "aside-")
	if err != nil {
		return err
	}
	if err := os.Rename(dir, filepath.Join(to, "it")); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// floor is a site in which Hugo renders the same Markdown with a bare template.
func (b *bench) floor(versions []text) (string, error) {
	dir := filepath.Join(b.temp, "floor")
	if err := b.aside(dir); err != nil {
		return "", err
	}
	files := map[string]string{
		"hugo.toml": "baseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\", \"rss\", " +
			"\"sitemap\", \"section\", \"home\"]\n[markup.goldmark.renderer]\nunsafe = true\n",
		"layouts/page.html": "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n",
	}
	for i, v := range versions {
		body := string(withoutFrontMatter(v.data))
		// Not what Hugo would take for a shortcode.
		body = strings.NewReplacer("{{<", "{ {<", "{{%", "{ {%").Replace(body)
		files[fmt.Sprintf("content/%04d.md", i)] = fmt.Sprintf("---\ntitle: version %d\n---\n%s", i, body)
	}
	for name, data := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// hugo builds the floor: Hugo alone, of the version inside the generator.
func (b *bench) hugo(dir string) (process.Cost, error) {
	if err := b.aside(filepath.Join(dir, "public")); err != nil {
		return process.Cost{}, err
	}
	return run(dir, b.alone, "build", "--quiet")
}

// growth builds the first versions of the histories that are made, more and more of
// them: what a version costs is to stay the same, and no file is to grow with all.
func (b *bench) growth() error {
	fmt.Printf("| history | versions | text | cold build | a version | memory | output | a version | largest page | " +
		"largest feed | largest file of the weave, compressed |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, h := range []struct {
		name     string
		versions []int
	}{{"large", []int{100, 200, 400}}, {"many", []int{500, 1_000, 2_000, 5_000}}} {
		versions, err := b.history(h.name)
		if err != nil {
			return err
		}
		for _, n := range h.versions {
			if err := b.grown(h.name, versions[:n]); err != nil {
				return err
			}
		}
	}
	fmt.Println()
	return nil
}

// grown prints what some versions of a history cost.
func (b *bench) grown(name string, versions []text) error {
	dir, err := b.site("growth", versions)
	if err != nil {
		return err
	}
	var times []time.Duration
	var memory []int64
	for range b.runs {
		c, err := b.cold(dir)
		if err != nil {
			return err
		}
		times, memory = append(times, c.Elapsed), append(memory, c.Memory)
	}
	var source int
	for _, v := range versions {
		source += len(v.data)
	}
	out, err := weigh(filepath.Join(dir, "public"))
	if err != nil {
		return err
	}
	n := len(versions)
	fmt.Printf("| %s | %d | %d MB | %s | %s | %d MB | %d MB | %d kB | %d kB | %d kB | %d kB |\n", name, n, source>>20,
		seconds(median(times)), milliseconds(median(times)/time.Duration(n)),
		median(memory)>>20, out.all>>20, out.all>>10/n, out.page>>10, out.feed>>10, out.weave>>10)
	return nil
}

// weight is how many bytes the files of a site hold.
type weight struct{ all, page, feed, weave int }

// weigh weighs the site in a folder: all of it, its largest page and feed, and the
// largest file of its weave, compressed.
func weigh(dir string) (w weight, err error) {
	err = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		w.all += len(data)
		switch name := filepath.ToSlash(file); {
		case strings.HasSuffix(name, ".html"):
			w.page = max(w.page, len(data))
		case strings.HasSuffix(name, ".xml") && d.Name() != "sitemap.xml", strings.Contains(name, "/changelog/"):
			w.feed = max(w.feed, len(data))
		case strings.Contains(name, "/weave"):
			w.weave = max(w.weave, compressed(data))
		}
		return err
	})
	return w, err
}

// compressed is how many bytes data has once gzip has compressed it.
func compressed(data []byte) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data) // into memory
	_ = z.Close()
	return b.Len()
}
