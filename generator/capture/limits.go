package capture

import (
	"strings"

	"golang.org/x/net/html"

	"policyarchive/generator/policy"
)

// MostBytes is how many bytes a capture can have: a page has all that is around its
// text, too. mostTags bounds the tags of a page, mostSteps what is read for brackets
// that nothing closes: for each the text up to its end. What is beyond them is refused, as
// is a text beyond the limits of package policy, made of whatever capture.
const (
	MostBytes = 4 << 20
	mostTags  = 40_000
	mostSteps = 200_000_000
)

// excess is that of a limit which a text passes at an offset.
func (r *restorer) excess(text string, offset, limit int, of string) error {
	return &policy.Excess{Position: policy.PositionAt(r.name, []byte(text), offset), Limit: limit, Of: of}
}

// withinLimits holds a page against the limits before it is parsed. Of its text,
// that of scripts and styles does not count.
func (r *restorer) withinLimits(markup string) error {
	z := html.NewTokenizer(strings.NewReader(markup))
	tags, text, raw, read := 0, 0, false, 0
	open, steps := 0, 0 // brackets that nothing has closed, and the bytes read for them
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return nil
		}
		size := len(z.Raw())
		read += size
		switch kind {
		case html.TextToken:
			if raw {
				break
			}
			text += size
			for _, c := range z.Raw() {
				switch steps += open; c {
				case '[':
					open++
				case ']':
					open = 0
				}
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			raw = kind == html.StartTagToken && (string(name) == "script" || string(name) == "style")
			tags++
		}
		switch {
		case tags > mostTags:
			return r.excess(markup, read, mostTags, "tags")
		case text > 2*policy.MostBytes:
			return r.excess(markup, read, 2*policy.MostBytes, "bytes of text on the page")
		case steps > mostSteps:
			return r.excess(markup, read, mostSteps, "steps for brackets that nothing closes")
		}
	}
}
