package capture

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// markdownWords returns the words that readers of a Markdown text see.
func markdownWords(md string) ([]string, error) {
	var page strings.Builder
	reader := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithRendererOptions(renderer.WithUnsafe()))
	if err := reader.Convert([]byte(md), &page); err != nil {
		return nil, fmt.Errorf("read the Markdown: %w", err)
	}
	doc, err := html.Parse(strings.NewReader(page.String()))
	if err != nil {
		return nil, fmt.Errorf("read the Markdown: %w", err)
	}
	return wordsOf(visibleText(doc)), nil
}

// missing returns the words of before that after lacks, each as often as it
// lacks it. A word that became two is not missing (a mark for bold within a
// word needs a blank beside it), two that became one are.
func missing(before, after []string) []string {
	if strings.Join(before, "") == strings.Join(after, "") {
		return joined(before, after)
	}
	have := map[string]int{}
	for _, w := range after {
		have[w]++
	}
	var lost []string
	for _, w := range before {
		if have[w]--; have[w] < 0 {
			lost = append(lost, w)
		}
	}
	return lost
}

// joined returns the words of before that do not begin a word in after, which
// has the same letters.
func joined(before, after []string) []string {
	begins := map[int]bool{}
	at := 0
	for _, w := range after {
		begins[at] = true
		at += len(w)
	}
	var lost []string
	at = 0
	for _, w := range before {
		if !begins[at] {
			lost = append(lost, w)
		}
		at += len(w)
	}
	return lost
}
