package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// large makes a long history of a large text out of real ones. The first text
// is the newest versions of the named histories, one after the other and again
// from the start, each round under headings of its own, until it is 200 kB
// large. Every further one takes the text before it and edits it as real
// histories do: a few words in most steps, a sentence or a paragraph put in or
// taken out in many, a heading renamed or a section moved in some, and in one
// of a hundred a tenth of all paragraphs at once. It grows to about 290 kB.
func large(data string, versions int) ([][]byte, error) {
	var parts []string
	for _, name := range []string{"github-privacy", "github-tos", "basecamp-privacy", "basecamp-terms", "wordpresscom-tos", "automattic-privacy"} {
		files, err := filepath.Glob(filepath.Join(data, name, "*.md"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("no texts in %s", filepath.Join(data, name))
		}
		text, err := os.ReadFile(files[len(files)-1])
		if err != nil {
			return nil, err
		}
		parts = append(parts, string(withoutFrontMatter(text)))
	}
	e := &editor{rng: rand.New(rand.NewPCG(1, 2))}
	for round := 1; e.size < 200_000; round++ {
		for _, part := range parts {
			if e.size >= 200_000 {
				break
			}
			e.add(part, round)
		}
	}
	e.pool = strings.Split(strings.Join(parts, "\n\n"), "\n\n")
	list := [][]byte{e.text()}
	for len(list) < versions {
		grow := 200_000 + 90_000*len(list)/versions
		e.step(grow)
		list = append(list, e.text())
	}
	return list, nil
}

var front = regexp.MustCompile(`\A---[ \t]*\n(?s:.*?)\n---[ \t]*\n`)

func withoutFrontMatter(text []byte) []byte { return front.ReplaceAll(text, nil) }

// editor holds a text as paragraphs.
type editor struct {
	rng        *rand.Rand
	paragraphs []string
	size       int
	pool       []string // paragraphs of other texts, to be put in
	made       int
}

func (e *editor) add(part string, round int) {
	for _, p := range strings.Split(part, "\n\n") {
		p = strings.Trim(p, "\n")
		if p == "" {
			continue
		}
		if strings.HasPrefix(p, "# ") {
			p = "#" + p
		}
		if round > 1 && strings.HasPrefix(p, "#") {
			p = fmt.Sprintf("%s, part %d", p, round)
		}
		e.paragraphs = append(e.paragraphs, p)
		e.size += len(p) + 2
	}
}

func (e *editor) text() []byte {
	var b bytes.Buffer
	b.WriteString("# A large policy\n\n")
	for _, p := range e.paragraphs {
		b.WriteString(p + "\n\n")
	}
	return b.Bytes()
}

// step makes the next version.
func (e *editor) step(grow int) {
	edits := 1 + e.rng.IntN(6)
	if e.rng.IntN(100) == 0 {
		edits = len(e.paragraphs) / 10
	}
	for range edits {
		e.edit()
	}
	for e.size < grow {
		e.insert(e.rng.IntN(len(e.paragraphs)), e.fresh())
	}
	for e.size > grow+2_000 {
		e.remove(e.prose())
	}
}

// prose picks a paragraph of prose.
func (e *editor) prose() int {
	for {
		i := e.rng.IntN(len(e.paragraphs))
		if p := e.paragraphs[i]; len(p) > 80 && strings.IndexByte("#<|-*+>{ `", p[0]) < 0 {
			return i
		}
	}
}

func (e *editor) set(i int, p string) {
	e.size += len(p) - len(e.paragraphs[i])
	e.paragraphs[i] = p
}

func (e *editor) insert(i int, p string) {
	e.paragraphs = append(e.paragraphs[:i:i], append([]string{p}, e.paragraphs[i:]...)...)
	e.size += len(p) + 2
}

func (e *editor) remove(i int) {
	e.size -= len(e.paragraphs[i]) + 2
	e.paragraphs = append(e.paragraphs[:i:i], e.paragraphs[i+1:]...)
}

// fresh is a paragraph that no version had.
func (e *editor) fresh() string {
	for {
		p := e.pool[e.rng.IntN(len(e.pool))]
		if len(p) > 80 && strings.IndexByte("#<|-*+>{ `", p[0]) < 0 {
			e.made++
			words := strings.Fields(p)
			words[e.rng.IntN(len(words))] = fmt.Sprintf("item %d", e.made)
			return strings.Join(words, " ")
		}
	}
}

func (e *editor) edit() {
	switch n := e.rng.IntN(20); {
	case n < 11: // a few words
		i := e.prose()
		words := strings.Split(e.paragraphs[i], " ")
		at := e.rng.IntN(len(words))
		e.made++
		words[at] = fmt.Sprintf("wording%d", e.made)
		e.set(i, strings.Join(words, " "))
	case n < 15: // a sentence more
		i := e.prose()
		sentence, _, _ := strings.Cut(e.fresh(), ". ")
		e.set(i, e.paragraphs[i]+" "+strings.TrimSuffix(sentence, ".")+".")
	case n < 17:
		e.insert(e.prose(), e.fresh())
	case n < 18:
		e.remove(e.prose())
	case n < 19: // a heading renamed
		for {
			i := e.rng.IntN(len(e.paragraphs))
			if p := e.paragraphs[i]; strings.HasPrefix(p, "#") && !strings.Contains(p, "\n") {
				e.made++
				e.set(i, fmt.Sprintf("%s (%d)", strings.TrimRight(p, " #"), e.made))
				break
			}
		}
	default: // a paragraph moved
		i := e.prose()
		p := e.paragraphs[i]
		e.remove(i)
		e.insert(e.rng.IntN(len(e.paragraphs)), p)
	}
}
