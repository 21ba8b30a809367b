package capture

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
)

// hide does what Cloudflare does to an e-mail address.
func hide(address string, key byte) string {
	data := append([]byte{key}, address...)
	for i := range data[1:] {
		data[i+1] ^= key
	}
	return hex.EncodeToString(data)
}

func restored(t *testing.T, name, data string) *Restored {
	t.Helper()
	r, err := Restore(Capture{Name: "2020-01-02." + name, Data: []byte(data)},
		Options{Original: "https://example.org/privacy"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const prose = "We keep the labels of parcels for two years after the day of delivery and no longer than that, " +
	"whatever a depot says. "

func TestHiddenAddresses(t *testing.T) {
	const stand = "[email&#160;protected]"
	for _, key := range []byte{0x7a, 0x13, 0xff} {
		h := hide("privacy@depots.example", key)
		subject := hide("privacy@depots.example?subject=Labels", key)
		for what, c := range map[string]struct{ ending, in, want string }{
			"link and words": {"html", `<a href="/cdn-cgi/l/email-protection#` + h +
				`"><span class="__cf_email__" data-cfemail="` + h + `">` + stand +
				`</span></a>`, "[privacy@depots.example](mailto:privacy@depots.example)"},
			"link without its key": {"html", `<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="` + h +
				`">` + stand + `</a>`, "[privacy@depots.example](mailto:privacy@depots.example)"},
			"words within a link": {"html", `<a href="/cdn-cgi/l/email-protection"><span data-cfemail="` + h + `">` + stand +
				`</span></a>`, "[privacy@depots.example](mailto:privacy@depots.example)"},
			"words alone": {"html", `<span class="__cf_email__" data-cfemail="` + h + `">` + stand + `</span>`,
				"privacy@depots.example"},
			"other words": {"html", `<a href="/cdn-cgi/l/email-protection#` + h + `">our office</a>`,
				"[our office](mailto:privacy@depots.example)"},
			"with a subject": {"html", `<a href="https://example.org/cdn-cgi/l/email-protection#` + subject + `">` +
				stand + `</a>`, "[privacy@depots.example](mailto:privacy@depots.example?subject=Labels)"},
			"rewritten by an archive": {"html", `<a href="https://web.archive.org/web/20200102id_/https://example.org/cdn-cgi/l/email-protection#` + h + `">us</a>`, "[us](mailto:privacy@depots.example)"},
			"Markdown": {"md", `[[email protected]](/cdn-cgi/l/email-protection#` + h + `)`,
				"[privacy@depots.example](mailto:privacy@depots.example)"},
			"Markdown with marks": {"md", `[\[email` + noBreak +
				`protected\]](https://example.org/cdn-cgi/l/email-protection#` + h +
				`)`, "[privacy@depots.example](mailto:privacy@depots.example)"},
			"Markdown, other words": {"md", `[us](/cdn-cgi/l/email-protection#` + h + `)`,
				"[us](mailto:privacy@depots.example)"},
		} {
			data := "# Privacy\n\n" + prose + "Write to " + c.in + ".\n"
			if c.ending == "html" {
				data = "<main><h1>Privacy</h1><p>" + prose + "Write to " + c.in + ".</p></main>"
			}
			r := restored(t, c.ending, data)
			if !strings.Contains(string(r.Text), "Write to "+c.want+".\n") {
				t.Errorf("%s: %s", what, r.Text)
			}
			if strings.Contains(strings.Join(r.Doubts, " "), "Cloudflare") {
				t.Errorf("%s: doubts %q", what, r.Doubts)
			}
			if got := rules(r); !slices.Contains(got, "address") && !slices.Contains(got, "link") {
				t.Errorf("%s: rules %q", what, got)
			}
		}
	}
	for _, unreadable := range []string{`<a href="/cdn-cgi/l/email-protection">` + stand + `</a>`,
		`<a href="/cdn-cgi/l/email-protection#7a0">` + stand + `</a>`, `<span data-cfemail="7a0a">` + stand + `</span>`} {
		r := restored(t, "html", "<main><h1>Privacy</h1><p>"+prose+"Write to "+unreadable+".</p></main>")
		if !strings.Contains(strings.Join(r.Doubts, " "),
			"1 e-mail address was hidden by Cloudflare in the capture and cannot be read") {
			t.Errorf("%s: doubts %q", unreadable, r.Doubts)
		}
	}
}

func TestNoiseInLinks(t *testing.T) {
	for _, c := range []struct{ page, markdown, want string }{
		{"/terms?PHPSESSID=4f3a2b1c", "/terms?PHPSESSID=4f3a2b1c", "/terms"},
		{"/terms;jsessionid=0A1B2C.node1?a=b#c", "/terms;jsessionid=0A1B2C.node1?a=b#c", "/terms?a=b#c"},
		{"/terms?a=b&sid=4f3a2b1c9d8e7f60a1b2&c=d", "/terms?a=b&sid=4f3a2b1c9d8e7f60a1b2&c=d", "/terms?a=b&c=d"},
		{"/(S(lit3py55t21z5v55vlm25s55))/terms.aspx", "/(S(lit3py55t21z5v55vlm25s55))/terms.aspx", "/terms.aspx"},
		{"/terms?csrf_token=x&authenticity_token=y", "/terms?csrf_token=x&authenticity_token=y", "/terms"},
		{"/terms?ASPSESSIONIDCABD=KLM", "/terms?ASPSESSIONIDCABD=KLM", "/terms"},
		{"/terms?utm_source=footer&utm_medium=web&gclid=x", "", "/terms"},
		{"/terms?_=1574935200123", "/terms?_=1574935200123", "/terms"},
		// What says where a link leads stays.
		{"/terms?sid=12", "/terms?sid=12", "/terms?sid=12"},
		{"/terms?s=privacy", "/terms?s=privacy", "/terms?s=privacy"},
		{"/terms?page=2&lang=de", "/terms?page=2&lang=de", "/terms?page=2&lang=de"},
		{"/terms?", "/terms?", "/terms?"},
		{"/terms#sid=4f3a2b1c9d8e7f60a1b2", "/terms#sid=4f3a2b1c9d8e7f60a1b2", "/terms#sid=4f3a2b1c9d8e7f60a1b2"},
	} {
		page := restored(t, "html", "<main><h1>Privacy</h1><p>"+prose+`<a href="`+c.page+`">Terms</a></p></main>`)
		if want := "[Terms](https://example.org" + strings.ReplaceAll(strings.ReplaceAll(c.want, "(", "%28"), ")", "%29") +
			")"; !strings.Contains(string(page.Text), want) {
			t.Errorf("%s: %s", c.page, page.Text)
		}
		if c.markdown == "" {
			continue
		}
		md := restored(t, "md", "# Privacy\n\n"+prose+"[Terms]("+c.markdown+")\n")
		if !strings.Contains(string(md.Text), "[Terms]("+c.want+")") {
			t.Errorf("%s: %s", c.markdown, md.Text)
		}
	}
	md := restored(t, "md", "# Privacy\n\n"+prose+"[Terms](/terms?utm_source=policy)\n")
	if !strings.Contains(string(md.Text), "utm_source=policy") {
		t.Errorf("what the author of Markdown wrote was changed: %s", md.Text)
	}
}

// TestSameText: what differs with each answer makes no other text; what says
// something else does.
func TestSameText(t *testing.T) {
	page := func(email, session, image, id, words string) []byte {
		h := hide(email, byte(len(session)*7+1))
		return restored(t, "html", `<html><head><meta name="csrf-token" content="`+session+`"><script nonce="`+session+
			`">x</script><link href="/app.`+session+`.css"></head><body>
			<main data-id="`+session+`"><h1>Privacy</h1><p><a href="#`+id+`">Letters</a> `+prose+words+` <a href="/cdn-cgi/l/email-protection#`+h+`"><span data-cfemail="`+h+`">[email&#160;protected]</span></a></p>
			<h2 id="`+id+`">Letters</h2><p>`+prose+`<a href="/terms?PHPSESSID=`+session+`">Terms</a> <img src="/assets/`+image+`" alt="seal"></p>
			<form><input type="hidden" name="csrf" value="`+session+`"></form></main></body></html>`).Text
	}
	const uuid, other = "s-0f8fad5b-d9cb-469f-a165-70867728950e", "s-7c9e6679-7425-40de-944b-e07fc1f90ae7"
	a := page("a@x.example", "0f8fad5bd9cb469f", "seal.3f2a1b9c.png", uuid, "Words.")
	for what, b := range map[string][]byte{
		"a session":       page("a@x.example", "7c9e66797425", "seal.3f2a1b9c.png", uuid, "Words."),
		"a build":         page("a@x.example", "7c9e66797425", "seal.99aa00ff.png", uuid, "Words."),
		"a build's query": page("a@x.example", "7c9e66797425", "seal.3f2a1b9c.png?v=12", uuid, "Words."),
		"an id":           page("a@x.example", "7c9e66797425", "seal.3f2a1b9c.png", other, "Words."),
	} {
		if !bytes.Equal(Essence(a), Essence(b)) {
			t.Errorf("%s makes another text:\n%s\n%s", what, a, b)
		}
	}
	for what, b := range map[string][]byte{
		"another address": page("b@x.example", "0f8fad5bd9cb469f", "seal.3f2a1b9c.png", uuid, "Words."),
		"other words":     page("a@x.example", "0f8fad5bd9cb469f", "seal.3f2a1b9c.png", uuid, "Other words."),
		"another year":    page("a@x.example", "0f8fad5bd9cb469f", "seal.3f2a1b9c.png", uuid, "© 2020"),
		"another image":   page("a@x.example", "0f8fad5bd9cb469f", "signature.3f2a1b9c.png", uuid, "Words."),
		"another anchor":  page("a@x.example", "0f8fad5bd9cb469f", "seal.3f2a1b9c.png", "letters", "Words."),
	} {
		if bytes.Equal(Essence(a), Essence(b)) {
			t.Errorf("%s makes no other text:\n%s", what, b)
		}
	}
}
