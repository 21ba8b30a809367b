package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// reported is the report of one change, for the tests of formats.
func reported(t *testing.T, before string, parts ...string) *Report {
	t.Helper()
	d := follow(before, change(t, before, parts...))
	list, waived := Run(d.Draft, d.Options, false)
	return &Report{Base: "main (abc)", RulesURL: "https://example.org/RULES.md",
		Policies: []PolicyReport{{Draft: d.Draft, Limits: d.Limits, Findings: list, Waived: waived}}}
}

func TestSARIF(t *testing.T) {
	r := reported(t, sound, "(See \"What we collect\" below.)", "(See \"What we collected\" below.)", announced[0],
		announced[1])
	r.Policies[0].Findings[0].Position.File = "content/my privacy/policy.md"
	log := r.SARIF()
	data, err := json.Marshal(log)
	if err != nil || log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("%s %v", data, err)
	}
	run := log.Runs[0]
	if len(run.Results) != 1 || len(run.Tool.Driver.Rules) != len(Rules()) {
		t.Fatalf("%d results, %d rules", len(run.Results), len(run.Tool.Driver.Rules))
	}
	for _, rule := range run.Tool.Driver.Rules {
		if rule.ShortDescription.Text == "" || rule.HelpURI != "https://example.org/RULES.md#"+rule.ID ||
			rule.Help.Markdown == "" {
			t.Errorf("the rule %s lacks something: %+v", rule.ID, rule)
		}
	}
	result := run.Results[0]
	if run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID ||
		result.PartialFingerprints["primaryLocationLineHash"] == "" {
		t.Errorf("result %+v", result)
	}
	place := result.Locations[0].PhysicalLocation
	if place.ArtifactLocation.URI != "content/my%20privacy/policy.md" || place.Region.StartLine != 11 ||
		place.Region.StartColumn != 61 {
		t.Errorf("place %+v", place)
	}
}

// TestSARIFKeepsToTheStandard holds logs with and without findings, and without
// a page about the rules, against the schema.
func TestSARIFKeepsToTheStandard(t *testing.T) {
	schema := sarifSchema(t)
	found := reported(t, sound, "(See \"What we collect\" below.)", "(See \"What we collected\" below.)", announced[0],
		announced[1])
	found.Archive = []Finding{{Rule: "manifest", Severity: Error, Problem: "a line is wrong",
		Fix: "mend it"}} // about the whole archive: no line
	found.Archive[0].Position.File = "archive/SHA256SUMS"
	for name, r := range map[string]*Report{"findings": found, "none": {}} {
		data, err := json.Marshal(r.SARIF())
		if err != nil {
			t.Fatal(err)
		}
		log, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(log); err != nil {
			t.Errorf("%s: %v\n%s", name, err, data)
		}
	}
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open("testdata/sarif.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	value, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.schema.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestGitHubCommandsAreEscapedAndFew(t *testing.T) {
	r := &Report{}
	for i := range 12 {
		f := Finding{Rule: "vague", Severity: Warning, Problem: "100% sure\r\n::error::x", Fix: "a, b: c"}
		f.Position.File, f.Position.Line, f.Position.Column = "a,b:c%2C\n.md", i+1, 1
		r.Archive = append(r.Archive, f)
	}
	lines := strings.Split(strings.TrimSpace(r.GitHub()), "\n")
	if len(lines) != 11 || lines[10] != "2 warnings more are not shown here." {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	if want := "::warning file=a%2Cb%3Ac%252C%0A.md,line=1,col=1,title=vague::100%25 sure%0D%0A::error::x; a, b: c"; lines[0] != want {
		t.Errorf("got  %s\nwant %s", lines[0], want)
	}
}

func TestMarkdownIsCut(t *testing.T) {
	var long strings.Builder
	for range 400 {
		long.WriteString("\n\n## We keep it short\n\nAnd we say it once more, for who has not heard it: the Shops sell " +
			"what people need & want <here> @anvil #12.")
	}
	r := reported(t, sound, "None. That", "None."+long.String()+"\n\nThat", announced[0], announced[1])
	text := r.Markdown(MarkdownOptions{})
	if n := units(text); n > longest || n < longest/2 {
		t.Errorf("%d characters", n)
	}
	if !strings.HasPrefix(text, Marker+"\n") || !strings.Contains(text, "of this one were left out") ||
		strings.Count(text, "<details") != strings.Count(text, "</details>") {
		t.Errorf("the comment is not whole: %.300s … %s", text, text[len(text)-300:])
	}
}

// TestMarkdownNamesWhatItLeavesOut: of a section without room for its redline the
// heading stays, and what is declared of a text cannot fill the comment.
func TestMarkdownNamesWhatItLeavesOut(t *testing.T) {
	var long strings.Builder
	for n := range 40 {
		fmt.Fprintf(&long, "\n\n## Shop %d\n\n%s", n, strings.Repeat("We sell what people need. ", 200))
	}
	r := reported(t, sound, "None. That", "None."+long.String()+"\n\nThat", announced[0], announced[1])
	r.Policies[0].Draft.Doc.Meta.Summary = strings.Repeat("so ", longest)
	text := r.Markdown(MarkdownOptions{})
	if n := units(text); n > longest || n < longest*9/10 {
		t.Errorf("%d characters", n)
	}
	if n := strings.Count(text, "\n**Shop "); n != 40 {
		t.Errorf("%d of 40 sections are named", n)
	}
}

func TestMarkdownTellsOfTitleAndLinks(t *testing.T) {
	const old = "# Privacy\n\nSee [our shop](https://a.example/`old`). Write to a@b.example.\n"
	d := follow(old, "# Your privacy\n\nSee [our shop](https://a.example/). Write to a@b.example.\n")
	r := &Report{Policies: []PolicyReport{{Draft: d.Draft}}}
	text := r.Markdown(MarkdownOptions{Preview: "https://preview.example"})
	for _, want := range []string{
		"**Title**\n\n<del>Privacy</del><ins>Your privacy</ins>\n",
		"\n- our shop: `https://a.example/%60old%60` -> `https://a.example/`\n",
		"| Preview | [the text](https://preview.example/privacy/), [what it changes](https://preview.example/privacy/draft/) |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the comment lacks %q:\n%s", want, text)
		}
	}
}

func TestMarkdownShowsTheTextAsItIs(t *testing.T) {
	for text, want := range map[string]string{
		"a <b> & c":     "a &lt;b&gt; &amp; c",
		"1. one":        `1\. one`,
		"- one":         `\- one`,
		"*x* _y_ ~z~":   `\*x\* \_y\_ \~z\~`,
		"ask @ann, #12": `ask @&#8203;ann, \#&#8203;12`,
		"https://a.b":   "https:&#8203;//a.b",
		"a|b $x$":       `a\|b <span>$</span>x<span>$</span>`,
		"GH-12, :a_b:":  "GH\u200b-12, :\u200ba\\_b:",
		"at 10:30:45":   "at 10:30:45",
	} {
		if got := escapeMarkdown(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
