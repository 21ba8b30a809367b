package capture

import (
	"bytes"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/english"
)

// Servers and proxies put things into a page that differ with each answer: keys,
// sessions, tokens. They are no text, and must not make versions.

// sessionNames are the parameters that tell sessions and requests apart, in
// small letters.
var sessionNames = set("phpsessid jsessionid aspsessionid sessionid session_id sessid cfid cftoken csrf csrf_token " +
	"csrftoken _csrf csrfmiddlewaretoken xsrf_token _xsrf " +
	"authenticity_token __requestverificationtoken _wpnonce __cf_chl_tk __cf_chl_rt_tk __cf_chl_f_tk cf_chl_jschl_tk " +
	"zenid oscsid xtor_session sid s token nonce cb _")

// ambiguous are names that mean something else as often; there the value must
// look drawn by lot.
var ambiguous = set("sid s token nonce cb _")

// trackingNames are parameters by which a page learns from where its readers
// come.
var trackingNames = set("gclid gclsrc dclid fbclid msclkid twclid ttclid yclid igshid mc_cid mc_eid _ga _gl _hsenc " +
	"_hsmi mkt_tok oly_anon_id oly_enc_id vero_id wbraid gbraid")

var (
	pathSession    = regexp.MustCompile(`(?i);(?:jsessionid|phpsessid|sid)=[^/?#;]*`)
	segmentSession = regexp.MustCompile(`/\((?:[SAF]\([A-Za-z0-9_-]{20,}\))+\)`)
)

// withoutNoise is an address without parameters of sessions and, with tracking,
// of campaigns. All else in it stays as it is.
func withoutNoise(address string, tracking bool) string {
	if strings.HasPrefix(address, "#") {
		return address
	}
	rest, fragment, hasFragment := strings.Cut(address, "#")
	where, query, hasQuery := strings.Cut(rest, "?")
	where = segmentSession.ReplaceAllString(pathSession.ReplaceAllString(where, ""), "")
	if hasQuery {
		var kept []string
		for _, p := range strings.Split(query, "&") {
			if !isNoise(p, tracking) {
				kept = append(kept, p)
			}
		}
		if len(kept) > 0 || query == "" {
			where += "?" + strings.Join(kept, "&")
		}
	}
	if hasFragment {
		where += "#" + fragment
	}
	return where
}

// isNoise reports whether a parameter, as it stands in an address, differs with
// each request.
func isNoise(parameter string, tracking bool) bool {
	name, value, _ := strings.Cut(strings.TrimPrefix(parameter, "amp;"), "=")
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "aspsessionid"):
		return true
	case ambiguous[name]:
		return isDrawn(value)
	case sessionNames[name]:
		return true
	}
	return tracking && (trackingNames[name] || strings.HasPrefix(name, "utm_"))
}

// isDrawn reports whether a value looks drawn by lot, or like a time: it is
// long, and letters and digits are mixed, or all are digits.
func isDrawn(value string) bool {
	letters, digits := 0, 0
	for _, c := range value {
		switch {
		case unicode.IsDigit(c):
			digits++
		case unicode.IsLetter(c):
			letters++
		case c != '-' && c != '_':
			return false
		}
	}
	return digits >= 10 && letters == 0 || digits >= 2 && letters+digits >= 16
}

// hiddenLink is the address under which Cloudflare hides an e-mail address.
var hiddenLink = regexp.MustCompile(`(?i)/cdn-cgi/l/email-protection#([0-9a-f]{4,})`)

// hiddenAddress is the e-mail address that a link hides, with what may follow it
// (?subject=…); empty if it hides none.
func hiddenAddress(link string) string {
	if m := hiddenLink.FindStringSubmatch(link); m != nil {
		return reveal(m[1])
	}
	return ""
}

// reveal decodes an address: its first byte is the key to the others.
func reveal(digits string) string {
	data, err := hex.DecodeString(digits)
	if err != nil || len(data) < 2 {
		return ""
	}
	for i := range data[1:] {
		data[i+1] ^= data[0]
	}
	address := string(data[1:])
	if !utf8.ValidString(address) || !strings.Contains(address, "@") ||
		strings.ContainsFunc(address, func(c rune) bool { return unicode.IsControl(c) || unicode.IsSpace(c) }) {
		return ""
	}
	return address
}

// addressOnly is an address without what may follow it in a link.
func addressOnly(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}

const decoded = "an e-mail address that Cloudflare had hidden was decoded"

var standIn = regexp.MustCompile(`\[email[ \x{A0}]protected\]`)

// showAddresses makes text of the e-mail addresses that Cloudflare hid on a
// page. Those it cannot read are a doubt.
func (r *restorer) showAddresses(body *html.Node) {
	walk(body, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		link := attr(n, "href")
		if n.DataAtom != atom.A || !strings.Contains(link, "/cdn-cgi/l/email-protection") {
			link = ""
		}
		address := addressOnly(reveal(attr(n, "data-cfemail")))
		if inLink := hiddenAddress(link); inLink != "" && address == "" && standIn.MatchString(oneLine(n)) &&
			find(n, atom.Span) == nil {
			address = addressOnly(inLink)
		}
		if address != "" {
			r.record(Restoration{Rule: "address", Was: oneLine(n), Now: address, Note: decoded})
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: address})
			around := within(n, atom.A)
			if around != nil && strings.Contains(attr(around, "href"), "/cdn-cgi/l/email-protection") &&
				hiddenAddress(attr(around, "href")) == "" {
				setAttr(around, "href", "mailto:"+address)
			}
		}
		return true
	})
}

// standInLink is a link whose words stand for the address that it hides.
var standInLink = regexp.MustCompile(`\[\\?\[email(?: |\x{A0}|&nbsp;|&#160;)protected\\?\]\]\(<?[^)>\s]*/cdn-cgi/l/email-protection#([0-9a-fA-F]{4,})[^)]*\)`)

// showAddressesIn does the same for Markdown that was made of such a page. lines
// is how many lines stand before body.
func (r *restorer) showAddressesIn(body string, lines int) string {
	if r.result.Format == Markdown {
		at := 0
		var out strings.Builder
		for _, m := range standInLink.FindAllStringSubmatchIndex(body, -1) {
			address := reveal(body[m[2]:m[3]])
			if address == "" {
				continue
			}
			r.result.Noise = true
			r.record(Restoration{Rule: "address", Line: r.lines + lines + 1 + strings.Count(body[:m[0]], "\n"),
				Was: "[email protected]", Now: addressOnly(address), Note: decoded})
			out.WriteString(body[at:m[0]] + "[" + addressOnly(address) + "](mailto:" + escapeTarget(address) + ")")
			at = m[1]
		}
		body = out.String() + body[at:]
	}
	if n := len(standIn.FindAllString(strings.ReplaceAll(strings.ReplaceAll(body, `\[`, "["), `\]`, "]"), -1)); n > 0 {
		r.doubt(Beside, "%s hidden by Cloudflare in the capture and cannot be read; the text says “[email protected]” there",
			english.CountAs(n, "e-mail address was", "e-mail addresses were"))
	}
	return body
}

var (
	imageTarget = regexp.MustCompile(`(!\[[^\]\n]*\]\(|<img src=")([^)"\s]*)`)
	inPageID    = regexp.MustCompile(`(\{#|\]\(#|href="#|id=")([^)}"\s]+)`)
	buildPart   = regexp.MustCompile(`\?[^#]*|[-._/][A-Za-z0-9_-]{8,}`)
	drawnID     = regexp.MustCompile(`(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{12,}|^(?:ember|react-|radix-|headlessui-|yui_|ext-gen)[\w-]*\d+`)
)

// Essence is a text without what differs with each answer of a server: in the
// addresses of images the marks of a build, and ids that were drawn by lot.
func Essence(text []byte) []byte {
	text = imageTarget.ReplaceAllFunc(text, func(s []byte) []byte {
		m := imageTarget.FindSubmatch(s)
		return append(bytes.Clone(m[1]), buildPart.ReplaceAllFunc(m[2], func(part []byte) []byte {
			if part[0] == '?' {
				return nil
			}
			if bytes.ContainsAny(part, "0123456789") {
				return []byte("*")
			}
			return part
		})...)
	})
	return inPageID.ReplaceAllFunc(text, func(s []byte) []byte {
		m := inPageID.FindSubmatch(s)
		return append(bytes.Clone(m[1]), drawnID.ReplaceAll(m[2], []byte("*"))...)
	})
}
