//go:build linux

// Measure holds the generator against Hugo alone, against git's word diff, and
// against itself at twice the size, side by side in one run, and prints the
// tables of generator/docs/measurements.md:
//
//	go run ./generator/measure [-data ../shared/data] [-runs 3] [-only build,growth,compare,serve]
//	go run ./generator/measure [-data ../shared/data] [-history large] [-versions 0] -site DIR
//
// The second one measures nothing: it makes the site of a history, or of its first
// versions, in a new folder, to be looked at, and asked by sitecheck/measure-compare.mjs.
//
// It needs Linux, git, and the real policy histories. Times are medians; memory
// is the most that all processes of a build held at once.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bench is what all measurements need.
type bench struct {
	root    string // of the repository
	data    string // of the real histories
	temp    string
	program string // the generator
	alone   string // Hugo's own program
	runs    int
}

func main() {
	data := flag.String("data", "../shared/data", "the folder of the real histories")
	runs := flag.Int("runs", 3, "how often everything is measured")
	only := flag.String("only", "build,growth,compare,serve", "what to measure")
	site := flag.String("site", "", "make the site of a history in this new folder, and measure nothing")
	history := flag.String("history", "large", "with -site: the history; large and many are made")
	versions := flag.Int("versions", 0, "with -site: how many of its versions, from the first; 0 for all")
	flag.Parse()
	build := func(b *bench) error { return b.all(strings.Split(*only, ",")) }
	if *site != "" {
		build = func(b *bench) error { return b.make(*site, *history, *versions) }
	}
	if err := measure(*data, *runs, build); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// measure compiles the programs and does what is asked for with them.
func measure(data string, runs int, do func(*bench) error) (err error) {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(root, "hugo.toml")); err != nil {
		return errors.New("run it in the repository's own folder: go run ./generator/measure")
	}
	temp, err := os.MkdirTemp("", "measure-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	b := &bench{root: root, data: data, temp: temp, program: filepath.Join(temp, "generator"),
		alone: filepath.Join(temp, "hugo"), runs: runs}
	for program, of := range map[string]string{b.program: "./generator", b.alone: "github.com/gohugoio/hugo"} {
		build := exec.Command("go", "build", "-o", program, of)
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("build %s: %w", of, err)
		}
	}
	return do(b)
}

// all prints the tables that are named.
func (b *bench) all(only []string) error {
	for _, m := range []struct {
		name string
		run  func() error
	}{{"build", b.builds}, {"growth", b.growth}, {"compare", b.comparisons}, {"serve", b.serve}} {
		if slices.Contains(only, m.name) {
			if err := m.run(); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
		}
	}
	return nil
}

// text is one version of a history.
type text struct {
	day  string
	data []byte
}

// history reads one of the real histories, or makes one: "large" has a large
// text, and "many" many versions of a small one.
func (b *bench) history(name string) ([]text, error) {
	switch name {
	case "large":
		return b.made(492, 200_000, 290_000, 14)
	case "many":
		return b.made(5_000, 10_000, 10_000, 1)
	}
	var list []text
	files, err := filepath.Glob(filepath.Join(b.data, name, "*.md"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no history in %s", filepath.Join(b.data, name))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		_, day, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".md"), "_")
		list = append(list, text{day, data})
	}
	return list, nil
}

// made is a history that [long] makes, with a version every few days.
func (b *bench) made(versions, first, last, days int) (list []text, err error) {
	texts, err := long(b.data, versions, first, last)
	for i, data := range texts {
		list = append(list, text{time.Date(2000, 1, 1+days*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), data})
	}
	return list, err
}

// make makes and builds the site of a history, or of its first versions, in a new folder.
func (b *bench) make(dir, history string, first int) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	versions, err := b.history(history)
	if err != nil {
		return err
	}
	if first > 0 {
		versions = versions[:min(first, len(versions))]
	}
	if err := b.siteIn(dir, versions); err != nil {
		return err
	}
	return b.must("build", "--quiet", "--source", dir)
}

// site makes a site of a history.
func (b *bench) site(name string, versions []text) (string, error) {
	dir := filepath.Join(b.temp, name)
	if err := b.aside(dir); err != nil {
		return "", err
	}
	return dir, b.siteIn(dir, versions)
}

func (b *bench) siteIn(dir string, versions []text) error {
	for _, part := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(b.root, part))); err != nil {
			return err
		}
	}
	config, err := os.ReadFile(filepath.Join(b.root, "hugo.toml"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "hugo.toml"), config, 0o644); err != nil {
		return err
	}
	return b.archive(dir, versions, 1)
}

// archive imports versions; first is the number of the first one.
func (b *bench) archive(dir string, versions []text, first int) error {
	from, err := os.MkdirTemp(b.temp, "texts-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(from)
	for i, v := range versions {
		if err := os.WriteFile(filepath.Join(from, fmt.Sprintf("%04d_%s.md", first+i, v.day)), v.data, 0o644); err != nil {
			return err
		}
	}
	return b.must("import", "dir", "privacy", from, "--date-is", "published", "--in-sequence", "--accept", "--quiet",
		"--source", dir)
}

func (b *bench) must(args ...string) error {
	out, err := exec.Command(b.program, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("generator %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

func median[T int64 | float64 | time.Duration](list []T) T {
	list = slices.Clone(list)
	slices.Sort(list)
	return list[len(list)/2]
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}
