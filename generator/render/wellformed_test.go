package render_test

import (
	"bytes"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"policyarchive/generator/link"
	"policyarchive/generator/render"
)

// Elements and attributes that fragments may have; everything else is a hole.
var allowed = map[string]string{
	"section": "class data-status", "div": "class role tabindex aria-label data-status",
	"span": "class id dir title aria-hidden", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id",
	"p": "id class", "a": "class href id role tabindex aria-hidden aria-label rel", "blockquote": "id class",
	"ul": "id class", "ol": "id class start type", "li": "id class value",
	"table": "id class", "caption": "id class", "tr": "id class", "th": "id class colspan", "td": "id class colspan",
	"dl": "id class", "dt": "id class", "dd": "id class",
	"pre": "id class", "code": "", "hr": "id class", "br": "", "strong": "", "em": "", "u": "", "s": "", "sup": "",
	"sub": "", "ins": "class dir", "del": "class dir", "bdi": "", "details": "class", "summary": "",
}

// Elements that others have to stand in.
var parents = map[string]string{
	"li": "ul ol", "tr": "table", "caption": "table", "td": "tr", "th": "tr", "dt": "dl", "dd": "dl", "summary": "details",
}

// Elements that hold nothing but the ones named.
var children = map[string]string{"ul": "li", "ol": "li", "table": "tr caption", "tr": "td th", "dl": "dt dd"}

// wellFormed returns what is wrong with a fragment: tags that do not nest,
// elements out of place, what could run as a script, ids that stand twice.
func wellFormed(page []byte) error {
	z := html.NewTokenizer(bytes.NewReader(page))
	var open []string
	ids := map[string]bool{}
	innermost := func() string {
		if len(open) == 0 {
			return ""
		}
		return open[len(open)-1]
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("never closed: %v", open)
			}
			return nil
		case html.TextToken:
			text := string(z.Text())
			if children[innermost()] != "" && strings.TrimSpace(text) != "" {
				return fmt.Errorf("text %q in <%s>", text, innermost())
			}
			if strings.ContainsFunc(text, func(r rune) bool {
				return r < ' ' && r != '\n' && r != '\t' ||
					r >= 0x7F && r < 0xA0
			}) {
				return fmt.Errorf("control characters in %q", text)
			}
		case html.CommentToken, html.DoctypeToken:
			return fmt.Errorf("%s is not text", z.Raw())
		case html.EndTagToken:
			token := z.Token()
			if innermost() != token.Data {
				return fmt.Errorf("</%s> in <%s>", token.Data, innermost())
			}
			open = open[:len(open)-1]
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if err := element(token, innermost(), open, ids); err != nil {
				return err
			}
			if token.Data != "br" && token.Data != "hr" {
				open = append(open, token.Data)
			}
		}
	}
}

func element(token html.Token, parent string, open []string, ids map[string]bool) error {
	attributes, known := allowed[token.Data]
	if !known {
		return fmt.Errorf("<%s> must not appear", token.Data)
	}
	if only := children[parent]; only != "" && !slices.Contains(strings.Fields(only), token.Data) {
		return fmt.Errorf("<%s> in <%s>", token.Data, parent)
	}
	if in := parents[token.Data]; in != "" && !slices.Contains(strings.Fields(in), parent) {
		return fmt.Errorf("<%s> in <%s>", token.Data, parent)
	}
	switch token.Data {
	case "a", "pre", "p":
		if slices.Contains(open, token.Data) {
			return fmt.Errorf("<%s> in <%s>", token.Data, token.Data)
		}
	}
	if slices.Contains(open, "p") && (token.Data == "div" || token.Data == "section" ||
		token.Data[0] == 'h' && len(token.Data) == 2 || parents[token.Data] != "" || children[token.Data] != "") {
		return fmt.Errorf("<%s> in <p>", token.Data)
	}
	seen := map[string]bool{}
	for _, a := range token.Attr {
		if seen[a.Key] || !slices.Contains(strings.Fields(attributes), a.Key) {
			return fmt.Errorf("<%s> must not have %s=%q", token.Data, a.Key, a.Val)
		}
		seen[a.Key] = true
		switch a.Key {
		case "id":
			if a.Val == "" || ids[a.Val] || strings.ContainsAny(a.Val, " \t\n\f\r") {
				return fmt.Errorf("id %q is empty, doubled or has white space", a.Val)
			}
			ids[a.Val] = true
		case "href":
			u, err := url.Parse(a.Val)
			if err != nil {
				return fmt.Errorf("href %q: %v", a.Val, err)
			}
			if !slices.Contains([]string{"", "http", "https", "mailto", "tel", "sms", "ftp"}, strings.ToLower(u.Scheme)) {
				return fmt.Errorf("href %q leads anywhere", a.Val)
			}
		}
	}
	return nil
}

// FuzzFragment renders any bytes, and their difference to other bytes: the
// outcome is well-formed and harmless.
func FuzzFragment(f *testing.F) {
	archives, err := filepath.Glob("../policy/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatal("no golden texts")
	}
	for _, archive := range archives {
		ar, err := txtar.ParseFile(archive)
		if err != nil {
			f.Fatal(err)
		}
		last := []byte("## One\n\nText.\n")
		for _, file := range ar.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(last, file.Data)
				last = file.Data
			}
		}
	}
	f.Fuzz(func(t *testing.T, old, new []byte) {
		if len(old)+len(new) > 1<<14 {
			return
		}
		base, _ := url.Parse("https://example.com/privacy")
		opts := render.Options{Words: render.English(), Origin: link.Origin{Base: base}, Current: "/privacy/"}
		if err := allWellFormed(string(old), string(new), opts); err != nil {
			t.Error(err)
		}
	})
}
