package capture

import (
	"strings"
	"testing"
)

// TestShown: what a reader of a page sees is in the text; what the text cannot
// have is said.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		name, html, want string
		doubt            string // part of one; none if empty
		rule             string // of a restoration; any if empty
	}{
		{"raised", "<p>Within 30<sup>1</sup> days, 10<sup>6</sup> parcels, H<sub>2</sub>O.</p>",
			"Within 30<sup>1</sup> days, 10<sup>6</sup> parcels, H<sub>2</sub>O.", "", ""},
		{"a raised link", "<p>30<sup><a href='https://x.example/1'>1</a></sup> days</p>",
			"30<sup>[1](https://x.example/1)</sup> days", "", ""},
		{"put in and struck out", "<p>We do <del>not</del> <ins>now</ins> sell.</p>", "We do ~~not~~ <ins>now</ins> sell.",
			"", ""},
		{"quotations", "<p><q>All <q>data</q></q></p>", "“All ‘data’”", "", "shown"},
		{"German quotations", "<p lang=de><q>Alle</q></p>", "„Alle“", "", "shown"},
		{"readings", "<p><ruby>漢<rt>かん</rt></ruby></p>", "漢(かん)", "", "shown"},
		{"readings in parentheses", "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", "漢(かん)", "", ""},
		{"an abbreviation", "<p><abbr title='General Data Protection Regulation'>GDPR</abbr></p>", "GDPR", "", "markdown"},
		{"only for screen readers", "<p>Our terms<span class='sr-only'>new window</span>.</p>", "Our terms new window.", "",
			"shown"},
		{"hidden from screen readers", "<p>Within <span aria-hidden=true>14</span> days.</p>", "Within 14 days.", "", ""},
		{"a trap", "<p>privacy@<span style='display:none'>nospam.</span>x.example</p>", "privacy@x.example", "", "shown"},
		{"a sign", "<p>Done <i class=material-icons>check_circle</i> today</p>", "Done today", "", "shown"},
		{"spans that are blocks", "<p><span style='display:block'>One</span><span style='display: block'>Two</span></p>",
			"One\n\nTwo", "", ""},
		{"a button", "<p>To opt out: <input type=submit value='Opt out'></p>", "To opt out: Opt out", "", "shown"},
		{"fields", "<p>Name: <input value='Ann'> <select><option>Yes<option>No</select> <textarea>Why</textarea></p>",
			"Name:", "3 fields of forms show words that are not in the text: “Ann”, “Yes / No”, “Why”", ""},
		{"a field that shows nothing", "<p>Name: <input type=hidden value=x><input type=password value=y></p>", "Name:",
			"", ""},
		{"a tick", "<p><input type=checkbox checked> I agree.</p>", "I agree.", "1 box is ticked on the page", ""},
		{"instead of a script", "<p>Mail: <script>document.write('x')</script><noscript>p at x dot example</noscript></p>",
			"Mail: p at x dot example", "5 words stand in it for browsers without scripts (“p at x dot example”)", ""},
		{"a script alone", "<p>Mail: <script>document.write('x')</script></p>", "Mail:", "1 script wrote into the text", ""},
		{"a wish for scripts", "<p>Mail.</p><noscript>Please enable JavaScript to read the comments.</noscript>", "Mail.",
			"", ""},
		{"a formula", "<p><math><msup><mi>x</mi><mn>2</mn></msup></math> parcels</p>", "x<sup>2</sup> parcels",
			"1 formula is in the text", ""},
		{"a drawing", "<p>See:</p><svg><text>Data flow</text></svg>", "See:",
			"a drawing on the page has words that are not in the text (“Data flow”)", ""},
		{"a frame", "<p>See:</p><iframe title='Opt out' src=https://x.example/out>No frames: <a href=/out>opt " +
			"out</a>.</iframe>", "See:", "1 place of the page shows what is not in the text: “Opt out”, “No frames: opt " +
			"out.”, https://x.example/out", ""},
		{"an object and a film", "<p>See:</p><object data=map.svg><p>Anytown</p></object><video src=v.mp4></video>", "See:",
			"2 places of the page show what is not in the text: “Anytown”, map.svg; v.mp4", ""},
		{"a frame that nobody sees", "<p>See.</p><iframe height=0 width=0 " +
			"src=https://count.example/></iframe><canvas></canvas>", "See.", "", ""},
		{"a window that is open", "<dialog open class=modal><p>From Monday on.</p></dialog>", "From Monday on.", "", ""},
		{"lines", "<p>One<br>two<br><br>three</p>", "One  \ntwo\n\nthree", "", ""},
		{"code with a link", "<p><code>see <a href='https://x.example/'>x</a></code></p>", "see [x](https://x.example/)",
			"", ""},
		{"terms", "<dl><dt>Cookie<dd>A small file.</dl>", "<dl>\n<dt>Cookie</dt>\n<dd>A small file.</dd>\n</dl>", "", ""},
		{"terms that are titles", "<dl><dt>Cookies<dd><h3>What</h3><p>A small file.</p></dl>",
			"Cookies\n\n### What\n\nA small file.", "", ""},
		{"struck by a style", `<p>We <span style="color:red;text-decoration:underline line-through">never</span> sell.`,
			"We ~~never~~ sell.", "", ""},
		{"raised by a style", `<p>30<span style="vertical-align: super">1</span> days, H<font style="vertical-align:sub">2</font>O.`, "30<sup>1</sup> days, H<sub>2</sub>O.", "", ""},
		{"a cell over rows", "<table><tr><th>Data<th>Basis<tr><td rowspan=2>Name<td>Contract<tr><td>Consent</table>",
			"<table>\n<tbody>\n<tr>\n<th>Data</th>\n<th>Basis</th>\n</tr>\n<tr>\n<td " +
				"rowspan=\"2\">Name</td>\n<td>Contract</td>\n</tr>\n<tr>\n<td>Consent</td>\n</tr>\n</tbody>\n</table>", "", ""},
		{"a plain table", "<table><tr><th>Data<th>Basis<tr><td><p>Name</p><td>Contract<tr><td>Log</table>",
			"| Data | Basis |\n|---|---|\n| Name | Contract |\n| Log |  |", "", ""},
		{"a foot before the body", "<table><thead><tr><th>Data<th>Days</thead><tfoot><tr><td>All<td>30</tfoot><tbody><tr><td>Log<td>7</table>", "| Data | Days |\n|---|---|\n| Log | 7 |\n| All | 30 |", "", ""},
		{"a table that places parts", "<table><tr><td>Left<td><table><tr><th>A<th>B<tr><td>1<td>2</table></table>",
			"Left\n\n| A | B |\n|---|---|\n| 1 | 2 |", "", ""},
		{"an empty paragraph between words", "one<p></p>two", "one\n\ntwo", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := restored(t, "html", "<!doctype html><html lang=en><body><main><h1>Privacy</h1><p>"+prose+prose+prose+"</p>"+
				c.html+"</main></body></html>")
			_, rest, ok := strings.Cut(strings.TrimSpace(string(r.Text)), "a depot says.\n\n")
			if !ok || strings.TrimSpace(rest) != c.want {
				t.Errorf("got\n%s\nwant\n%s", rest, c.want)
			}
			said := strings.Join(r.Doubts, "\n")
			if c.doubt == "" && said != "" || !strings.Contains(said, c.doubt) {
				t.Errorf("doubts %q, want one with %q", r.Doubts, c.doubt)
			}
			if c.rule != "" && !strings.Contains(strings.Join(rules(r), " "), c.rule) {
				t.Errorf("rules %q, want %s", rules(r), c.rule)
			}
			if len(r.Concerns) != len(r.Doubts) {
				t.Errorf("%d doubts are about %d things", len(r.Doubts), len(r.Concerns))
			}
		})
	}
}
