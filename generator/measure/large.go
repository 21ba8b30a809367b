//go:build linux

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

// long makes a long history out of real texts. The first text is the newest
// versions of the named histories, one after the other and again from the start,
// each round under headings of its own, until it has as many bytes as first says.
// Every further one takes the text before it and edits it as real histories do: a
// few words in most steps, a sentence or a paragraph put in or taken out in many, a
// heading renamed or a section moved in some, and in one of a hundred a tenth of
// all paragraphs at once. The last one has about as many bytes as last says.
func long(data string, versions, first, last int) ([][]byte, error) {
	var parts []string
	for _, name := range []string{"github-privacy", "github-tos", "basecamp-privacy", "basecamp-terms", "wordpresscom-tos",
		"automattic-privacy"} {
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
	for round := 1; e.size < first; round++ {
		for _, part := range parts {
			e.add(part, round, first)
		}
	}
	e.pool = strings.Split(strings.Join(parts, "\n\n"), "\n\n")
	list := [][]byte{e.text()}
	for len(list) < versions {
		e.step(first + (last-first)*len(list)/versions)
		list = append(list, e.text())
	}
	return list, nil
}

var front = regexp.MustCompile(`\A---[ \t]*\n(?s:.*?)\n---[ \t]*\n`)

func withoutFrontMatter(text []byte) []byte { return front.ReplaceAll(text, nil) }

// renamed is what a heading got when it was renamed before.
var renamed = regexp.MustCompile(` \(\d+\)$`)

// editor holds a text as paragraphs.
type editor struct {
	rng        *rand.Rand
	paragraphs []string
	size       int
	pool       []string // paragraphs of other texts, to be put in
	made       int
}

// add puts the paragraphs of a text behind the others, up to a size.
func (e *editor) add(part string, round, size int) {
	for _, p := range strings.Split(part, "\n\n") {
		p = strings.Trim(p, "\n")
		if p == "" || e.size >= size || len(p) > size/10 {
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
	for e.size > grow+grow/100 {
		e.remove(e.prose())
	}
	for e.size < grow {
		e.insert(e.rng.IntN(len(e.paragraphs)), e.fresh())
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
		if len(p) > 80 && len(p) < 1_000 && strings.IndexByte("#<|-*+>{ `", p[0]) < 0 {
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
	case n < 15: // a sentence more; the first of a paragraph that is long
		i := e.prose()
		if _, rest, found := strings.Cut(e.paragraphs[i], ". "); found && len(e.paragraphs[i]) > 1_000 && len(rest) > 80 {
			e.set(i, rest)
			break
		}
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
				e.set(i, fmt.Sprintf("%s (%d)", renamed.ReplaceAllString(strings.TrimRight(p, " #"), ""), e.made))
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
