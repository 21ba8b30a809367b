package archive

import (
	"bytes"
	"strings"
	"testing"
)

// fullRecord has every field.
const fullRecord = `{
  "format": 1,
  "policy": "privacy",
  "version": "2016-11-04.2",
  "after": "2016-11-04",
  "captured": "2016-11-04T04:45:42Z",
  "published": "2016-10-04",
  "effective": "2016-11-04",
  "class": "editorial",
  "summary": "Links lead to <https> & “quotes” stay.",
  "source": {
    "original": "https://example.org/privacy",
    "archived": "https://web.archive.org/web/20161104044542id_/https%3A//example.org/privacy",
    "medium": "git",
    "repository": "https://example.org/site.git",
    "commit": "0123456789abcdef0123456789abcdef01234567",
    "path": "legal/privacy.md"
  },
  "text": {
    "file": "policy.md",
    "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    "bytes": 1
  },
  "capture": {
    "file": "capture.html",
    "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
    "bytes": 1
  },
  "restorations": [
    {
      "rule": "link",
      "line": 7,
      "count": 2,
      "was": "https://web.archive.org/privacy",
      "now": "https://example.org/privacy",
      "note": "Restored"
    }
  ],
  "doubts": [
    "Two headings are lost"
  ],
  "anchors": [
    {
      "anchor": "security",
      "title": "Security"
    },
    {
      "anchor": "第一条"
    }
  ]
}
`

const smallRecord = `{
  "format": 1,
  "policy": "privacy",
  "version": "2016-11-04",
  "text": {
    "file": "policy.md",
    "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    "bytes": 1
  }
}
`

func TestRecordRoundTrip(t *testing.T) {
	for _, text := range []string{fullRecord, smallRecord} {
		r, err := ParseRecord("version.json", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if out, err := r.Format(); err != nil || string(out) != text {
			t.Errorf("%v, written as\n%s", err, out)
		}
	}
}

// Each case breaks one thing in a valid record.
func TestParseRecordFaults(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"newer format", `"format": 1`, `"format": 2`,
			"version.json: is of format 2, and this program knows only formats up to 1: use a newer"},
		{"newer format with new fields", `"format": 1,`, `"format": 2, "signature": [],`, "is of format 2"},
		{"no such format", `"format": 1`, `"format": 0`, "format 0 does not exist"},
		{"no format", "  \"format\": 1,\n", "", `has no "format"`},
		{"format as text", `"format": 1`, `"format": "1"`, "version.json:2:16: format: a string cannot stand here"},
		{"unknown field", `"class": "editorial"`, `"klass": "editorial"`,
			`version.json:9:3: field "klass" is not known in a record of format 1`},
		{"unknown inner field", `"medium"`, `"means"`, `version.json:14:5: field "means" is not known`},
		{"wrong kind", `"bytes": 1`, `"bytes": "1"`, "text.bytes: a string cannot stand here"},
		{"wrong kind of a name", `"version": "2016-11-04.2"`, `"version": 2016`, "a number cannot stand here"},
		{"cut off", `  "doubts": [`, `§`, "ends before the record is complete"},
		{"not JSON", `"class": "editorial",`, `"class": editorial,`, "version.json:9:12: is not JSON"},
		{"policy", `"privacy",`, `"Privacy",`, `version.json: policy: "Privacy" is not a policy name`},
		{"version", `"2016-11-04.2"`, `"2016-11-04.1"`, `version name "2016-11-04.1"`},
		{"no version", "  \"version\": \"2016-11-04.2\",\n", "", `version: version name ""`},
		{"after", `"after": "2016-11-04"`, `"after": "2016-11-31"`, `"2016-11-31" is not a day`},
		{"after itself", `"after": "2016-11-04"`, `"after": "2016-11-04.2"`, "after: a version cannot follow itself"},
		{"captured", `"2016-11-04T04:45:42Z"`, `"2016-11-04T04:45:42.5Z"`, "captured: "},
		{"captured elsewhere", `"2016-11-04T04:45:42Z"`, `"2016-11-04T04:45:42+02:00"`, "captured: "},
		{"published", `"2016-10-04"`, `"2016-10-32"`, `published: "2016-10-32"`},
		{"effective", `"effective": "2016-11-04"`, `"effective": "soon"`, `effective: "soon"`},
		{"class", `"editorial"`, `"typo"`, `class: "typo" is not a class of changes: use editorial, clarification, material or none`},
		{"original", `"https://example.org/privacy",`, `"ftp://example.org/privacy",`, "source.original: "},
		{"archived", `"https://web.archive.org/web`, `"/web`, "source.archived: "},
		{"text file", `"policy.md"`, `"../policy.md"`, `text: file "../policy.md": must be policy.md`},
		{"text digest", `"ca978`, `"CA978`, `text: sha256 "CA978`},
		{"text bytes", `"bytes": 1`, `"bytes": -1`, "text: bytes -1"},
		{"capture file", `"capture.html"`, `"policy.md"`, `capture: file "policy.md": must be capture.<extension>`},
		{"restoration rule", `"rule": "link"`, `"rule": ""`, "restorations[0]: rule is empty"},
		{"restoration line", `"line": 7`, `"line": -7`, "restorations[0]: line -7"},
		{"restoration count", `"count": 2`, `"count": 0`, "restorations[0]: count 0"},
		{"no anchor", `"anchor": "security"`, `"anchor": ""`, "anchors[0]: anchor is empty"},
		{"anchor with a blank", `"anchor": "security"`, `"anchor": "se curity"`,
			`anchors[0]: anchor "se curity" contains white space`},
		{"anchor twice", `"anchor": "security"`, `"anchor": "第一条"`, `anchors[1]: anchor "第一条" is listed twice`},
		{"null", `"class": "editorial"`, `"class": null`, "version.json:9:4: is not written as this program writes records"},
		{"repeated field", `"class": "editorial",`, `"class": "editorial", "class": "editorial",`,
			"version.json:9:24: is not written"},
		{"other case", `"summary"`, `"Summary"`, "version.json:10:4: is not written"},
		{"empty optional field", `"class": "editorial"`, `"class": ""`, "is not written"},
		{"indent", `  "policy"`, "\t\"policy\"",
			`version.json:3:1: is not written as this program writes records ("  \"policy\": \"privacy\"," expected)`},
		{"carriage return", "\n", "\r\n", "version.json:1:2: is not written as this program writes records (\"{\" expected)"},
		{"escape", `<https>`, `\u003chttps>`, "version.json:10:29: is not written"},
		{"two documents", "\n}\n", "\n}\n{}\n", "is not JSON"},
		{"no newline at the end", "\n}\n", "\n}", "is not written as this program writes records (\"}\" expected)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(fullRecord, c.old, c.new, 1)
			text, _, _ = strings.Cut(text, "§")
			if text == fullRecord {
				t.Fatal("the case changes nothing")
			}
			_, err := ParseRecord("version.json", []byte(text))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "version.json") {
				t.Errorf("error is %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestParseRecordReportsEveryFault(t *testing.T) {
	text := strings.NewReplacer(`"editorial"`, `"typo"`, `"2016-10-04"`, `"2016-10-40"`, `"count": 2`,
		`"count": 0`).Replace(fullRecord)
	_, err := ParseRecord("version.json", []byte(text))
	for _, want := range []string{"version.json: class: ", "version.json: published: ",
		"version.json: restorations[0]: "} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error is %v, want %q in it", err, want)
		}
	}
}

func TestRecordFormatOfDamagedText(t *testing.T) {
	r, err := ParseRecord("version.json", []byte(fullRecord))
	if err != nil {
		t.Fatal(err)
	}
	r.Summary = "caf\xe9 \uFFFD \\ufffd \u2028 \x00"
	out, err := r.Format()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseRecord("version.json", out)
	if err != nil {
		t.Fatal(err)
	}
	if want := "caf\uFFFD \uFFFD \\ufffd \u2028 \uFFFD"; again.Summary != want {
		t.Errorf("summary became %q, want %q", again.Summary, want)
	}
}

func FuzzParseRecord(f *testing.F) {
	f.Add([]byte(fullRecord))
	f.Add([]byte(smallRecord))
	f.Add([]byte(strings.Replace(fullRecord, `"format": 1`, `"format": 2`, 1)))
	f.Add([]byte(fullRecord[:300]))
	f.Add([]byte(strings.Replace(fullRecord, "Restored", `\ufffd\u2028`, 1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := parseRecord("version.json", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "version.json") {
				t.Errorf("error does not name the file: %v", err)
			}
			return
		}
		out, err := r.Format()
		if err != nil || !bytes.Equal(out, data) {
			t.Errorf("%q was written as %q, %v", data, out, err)
		}
	})
}

// Whatever an importer puts into the free texts, the record can be read again.
func FuzzRecordFormat(f *testing.F) {
	f.Add("summary", "https://example.org/", "medium", "was", "note")
	f.Add("\xff\ufffd", "http://example.org/\xff", "\u2028", "\\ufffd", "</script>")
	f.Fuzz(func(t *testing.T, summary, original, medium, was, note string) {
		r, err := ParseRecord("version.json", []byte(smallRecord))
		if err != nil {
			t.Fatal(err)
		}
		r.Summary, r.Source.Original, r.Source.Medium = summary, original, medium
		r.Restorations = []Restoration{{Rule: "rule", Count: 1, Was: was, Note: note}}
		r.Doubts = []string{note}
		out, err := r.Format()
		if err != nil {
			return
		}
		if _, err := ParseRecord("version.json", out); err != nil {
			t.Errorf("cannot be read again: %v\n%s", err, out)
		}
	})
}

func TestCaptureName(t *testing.T) {
	for obtained, want := range map[string]string{
		"2016-11-04.html": "capture.html", "a.b.MD": "capture.md", "page": "capture.bin", "": "capture.bin",
		".html": "capture.html",
		"x.":    "capture.bin", "x.tar/../y": "capture.bin", "x.ht ml": "capture.bin", "x.md\x00": "capture.bin",
		"x.abcdefghijklm": "capture.bin",
	} {
		if got := captureName(obtained); got != want || !isCaptureName(got) {
			t.Errorf("captureName(%q) = %q, want %q", obtained, got, want)
		}
	}
}
