package policy

import (
	"fmt"
	"slices"
	"testing"
)

// TestLeftovers holds, by kind, what is found in a text.
func TestLeftovers(t *testing.T) {
	for kind, texts := range map[LeftoverKind][]string{
		Template: {
			"{% include legal.html %}", "{%- if page.eu -%}", "{{ site.email }}", "{{ page.title | upcase }}", "{{< email >}}",
			"{{% notice %}}", "{{> footer }}", "{{#if eu}}",
			"<%= company.name %>", "<?php echo $years; ?>", "<?= $years ?>", "${company.name}", "{props.years}", "{years}",
			"import Note from '@/note'", "export const years = 2", `<Note kind="warning">`, "<Depots />", "</Callout>",
			"<PageTitle>",
			`<Address of="depot" />`, `[contact-form id="5"]`, "{% data variables.product %}", "[mail]({{site.url}}/mail)",
		},
		Remark: {
			"{/* ask again */}", "{# why? #}", "{::comment}later{:/comment}", "{>>why?<<}", "{++new words++}", "{--old words--}",
			"{~~old~>new~~}", "%%later%%", "<!-- it never ends",
			"// check the numbers", "It was not yet reviewed by our lawyers.", "Legal to confirm.", "NOTE TO EDITORS",
			"[Internal: ask Ann]", "Reviewer's note: too long", "Pending legal review",
			"Noch nicht von der Rechtsabteilung geprüft", "待法务确认",
		},
		LoneNote: {"We keep labels[^law].", "[^law]: Nobody leads here."},
		Placeholder: {
			"{{company_name}}", "{{ Company Name }}", "{{COMPANY}}", "{RETENTION PERIOD}", "{company_name}", "{Company Name}",
			"<COMPANY ADDRESS>", "<your name>", "<Company Name>", "<insert date>", "[EMAIL ADDRESS]", "[Company]",
			"[company name]", "[insert date]", "[Your Company]", "[DATE]", "[number of days]", "[●]", "[•]", "[__]", "[...]",
			"We are ____.", "Updated: ____________", "XX/XX/XXXX", "MM/DD/YYYY", "DD.MM.YYYY", "TT.MM.JJJJ", "20XX", "XX days",
			"$COMPANY_NAME", "$COMPANY", "%COMPANY%", "%COMPANY_NAME%", "##COMPANY##", "@@COMPANY@@", "COMPANY_NAME",
			"«Company_Name»", "Lorem ipsum", "TODO", "TBD", "XXX", "[[name]]",
			"example@example.com", "privacy@yourdomain.com", "info@your-company.com", "www.yourwebsite.com",
			"We are Your Company Name.", "[Firma]", "[Firmenname einfügen]", "[会社名]", "［会社名］", "【公司名称】", "[Nom de l'entreprise]",
			"[nombre de la empresa]",
			"[회사명]", "○○株式会社は", "某某公司", "[название компании]", "[TBD]", "[Data Protection Officer]", "[SUPERVISORY AUTHORITY]",
			"[retention period]", "[email](mailto:info@yourcompany.com)",
		},
		Foreign: {":::note", "::: tip", ":::", "[[toc]]", "[TOC]", "!!! note", "??? question", "==marked==",
			"{::options parse_block_html=\"true\" /}", "** bold **", "#Contact", "> [!FAQ] What", ".. note::",
			"<p>[text](https://x.example/)</p>"},
	} {
		for _, text := range texts {
			d := Parse("policy.md", []byte("## Parcels\n\n"+text+"\n\nThat is all.\n"))
			if list := d.Leftovers(); len(list) != 1 || list[0].Kind != kind {
				t.Errorf("%s: %+v, want one of kind %d", text, list, kind)
			}
		}
	}
}

// TestNoLeftovers: brackets, braces and blanks that are meant.
func TestNoLeftovers(t *testing.T) {
	for _, text := range []string{
		"[Company](https://x.example)", "[Company][c]\n\n[c]: https://x.example", "[Company]\n\n[company]: https://x.example",
		"OJ [2016] L 119", "as they say [sic]", "see [1] and [2, 3]", "“[T]he data”", "[emphasis added]", "[Reserved]",
		"`{{ name }}` and `[Company]`", "```\n{% if %} [DATE] TODO {years}\n```", "<!-- TODO: {{ x }} -->",
		"We keep labels.[^1]\n\n[^1]: § 147", "- [ ] open\n- [x] done", "a set {1, 2}", "{}", "the path /users/{id}/labels",
		"<https://x.example/a>", "<p@x.example>", "privacy@anvil.example", "ann [at] x [dot] example", "二〇〇九年",
		"dates have the format YYYY-MM-DD", "“We keep […] labels.”", "Name: ________\n\nSignature: ________",
		"## Form of withdrawal\n\nDate: ____",
		"We keep your company name.", "- Your Company Name", "5 > 3 and 2 < 4", "A --> B", "50 %", "AT&T", "C++",
		"snake_case", "the ID_TOKEN we set", "$USD 5", "№ 1", "«GitHub»", "« la Société »", "# One\n\n#1 is first",
		"#hashtag", "“{”", "[GDPR]", "[US]", "[EN]", "[email protected]",
		"[Learn more]", "[see section 4]", "[30] days", "[a]", "[iv]", "a * b * c", "**bold** and *light*", "Import of data",
		"We import data from 'you'.", "Exports", "for internal use only", "We do not publish your data.",
		"not reviewed by humans", "<b>Bold</b>", "<A HREF=\"/x\">x</A>",
		"<details>\n<summary>More</summary>\n\nWords.\n</details>", "15:30", "Note: this", "http://x.example/?a={b}", "::",
		"a == b", "【重要】", "● one", "○ two", "[×]", "x.example/{year}",
	} {
		d := Parse("policy.md", []byte("## Parcels\n\n"+text+"\n\nThat is all.\n"))
		if list := d.Leftovers(); len(list) > 0 {
			t.Errorf("%s: found %+v", text, list)
		}
	}
}

// TestLeftoversPlaces: in a text with several, each at its place and in order.
func TestLeftoversPlaces(t *testing.T) {
	d := Parse("policy.md", []byte("---\ntitle: x\n---\n\nWe, [Company], keep **{YEARS}**\nfor {% x %} `[Company]` and "+
		"[Date].\n"))
	var got []string
	for _, l := range d.Leftovers() {
		got = append(got, fmt.Sprintf("%s at %s", l.Text, d.TokenPosition(l.Block, l.Token)))
	}
	want := []string{"[Company] at policy.md:5:5", "{YEARS} at policy.md:5:23", "{% x %} at policy.md:6:5",
		"[Date] at policy.md:6:29"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q\nwant %q", got, want)
	}
	if list := LeftoversIn("We are [Company]."); len(list) != 1 || list[0].Text != "[Company]" {
		t.Errorf("in words: %+v", list)
	}
}
