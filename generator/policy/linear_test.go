package policy

import (
	"strings"
	"testing"
	"time"
)

// TestHostileTextsTakeLinearTime parses texts that make a parser go back and
// forth, at two sizes: four times the text may take only so much more time.
func TestHostileTextsTakeLinearTime(t *testing.T) {
	for name, unit := range map[string]string{
		"quotes": "> ", "stars": "*", "stars and words": "*a ", "underscores": "_a", "brackets": "[", "links": "[a](", "images": "![", "backticks": "`a``b",
		"tags": "<div>", "spans": "<b>", "links in HTML": "<a href=x>", "lists in HTML": "<ul><li>", "tables in HTML": "<table><tr><td>", "cells": "<td>a", "quotes in HTML": "<blockquote>a",
		"end tags": "</div>", "unknown tags": "<x y>", "open tags": "<div ", "comments": "<!--", "declarations": "<!A", "instructions": "<?", "scripts": "<script>", "entities": "&amp", "ampersands": "&",
		"lists": "- ", "numbers": "1. ", "headings": "# a\n", "equal headings": "## Data\n\na\n\n", "numbered headings": "## 1. Data\n\nSee Section 9.\n\n", "bold lines": "**a**\n\n", "braces": "{: ", "attributes": "{: #a }", "attribute lines": "a\n{: #a }\n", "pipes": "|", "table": "a|b\n-|-\n",
		"enumerations": "(i) ", "nested enumerations": "(a) (i) ", "parentheses": "(", "quotations": "\"a\" ", "definitions": "(\"A\") ", "see": "see \"Data\" ", "see sections": "## Our Data\n\nsee \"Your Data\"\n\n", "deep list": "", "rows": "<tr><td>(i) a (ii) b", "ids": "<a id=a></a>", "svg": "<svg>", "pre": "<pre>\n", "emphasis": "**a *b ", "tilde": "~~a~", "autolink": "http://a", "mail": "a@b.", "definition of links": "[a]: b\n", "notes": "[^a]: b\n\n[^a]\n\n", "marks of notes": "[^a]: b [^a] ", "open notes": "[^", "terms": "a\n: b\n\n", "meanings": ": b\n", "tens": "10.  a\n\n    ", "wrapped tens": "10.  a\nb\nb\n", "bare headings": "##a\n", "alerts": "> [!NOTE]\n> a\n\n", "tasks": "- [x] ",
		"kanji": "個人", "hiragana": "らりる", "particles": "をの", "kana and kanji": "の情報", "ordinals": "第一", "Chinese": "这个", "Thai": "เก", "wrapped Japanese": "情報\n",
	} {
		t.Run(name, func(t *testing.T) {
			const size = 1 << 13
			if name == "deep list" {
				unit = strings.Repeat("- ", 200) + "a\n"
			}
			small, large := strings.Repeat(unit, size/len(unit)), strings.Repeat(unit, 4*size/len(unit))
			a, b := ownTime(small), ownTime(large)
			t.Logf("%d bytes: %v, %d bytes: %v", len(small), a, len(large), b)
			if b > 50*time.Millisecond && b > 10*a {
				t.Errorf("%d bytes take %v, four times of it %v", len(small), a, b)
			}
		})
	}
}

// ownTime is how long Parse takes, at its shortest: other tests may run beside it.
func ownTime(text string) time.Duration {
	best := time.Duration(1 << 62)
	for range 5 {
		start := time.Now()
		Parse("hostile.md", []byte(text))
		if best = min(best, time.Since(start)); best < 50*time.Millisecond {
			break
		}
	}
	return best
}
