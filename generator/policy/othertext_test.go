package policy

import "testing"

// TestReferencesToOtherTexts: only what is said of this text is held against it.
func TestReferencesToOtherTexts(t *testing.T) {
	sections := "# Privacy Policy\n\n## 5. Refunds\n\nNone.\n\n## 6. Contact\n\nMail us.\n\n"
	for text, want := range map[string]int{
		`See the section "Refunds" in our Terms.`:                               0,
		`the section “Routine uses” of the customs notice that is linked below`: 0,
		`in the section called “Weights” on depots.example`:                     0,
		`see the section “Contact” of the Terms of Service`:                     0,
		`the section “Connected apps” of your account settings`:                 0,
		`our Terms (section “Refunds”)`:                                         0,
		`Section 5 of the GDPR`:                                                 0,
		`Section 5 of the Act`:                                                  0,
		`Section 5 in our Terms of Service`:                                     0,
		`our Terms, Section 5`:                                                  0,
		`Article 6(1)(f) GDPR`:                                                  0,
		`Article 6 (1) (f) of the GDPR`:                                         0,
		`GDPR Article 6`:                                                        0,
		`the GDPR's Article 6`:                                                  0,
		`l'article 6 du RGPD`:                                                   0,
		`Article 6 DSGVO`:                                                       0,
		`Article 6 of Regulation (EU) 2016/679`:                                 0,
		`section 5 below`:                                                       1,
		`Section 5 of this policy`:                                              1,
		`Section 5 of these terms`:                                              1,
		`see Section 5 for the law`:                                             1,
		`See the section "Refunds".`:                                            1,
		`See the section "Refunds" below in the text`:                           1,
		`the section “Refunds” of this notice`:                                  1,
		`the section “Refunds” of our privacy policy`:                           1,
		`the section “Refunds” in the Privacy Notice`:                           1,
		`see the section “Nothing here”`:                                        1,
		`see the section “Nothing here” in order to follow the law`:             1,
		`see the section “Contact” for how the law applies`:                     1,
		`If you accept the Terms, see Section 6.`:                               1,
		`this Policy, Section 5`:                                                1,
	} {
		d := Parse("policy.md", []byte(sections+text+"\n"))
		if len(d.References) != want {
			t.Errorf("%s: %d references, want %d: %+v", text, len(d.References), want, d.References)
		}
		if d.References == nil && len(d.Mentions()) > 0 {
			t.Errorf("%s: mentions %+v", text, d.Mentions())
		}
	}
	terms := Parse("terms.md", []byte("# Terms of Use\n\n## Refunds\n\nSee the section “Refunds” of our Terms, and the "+
		"section “Contact” of our Privacy Policy.\n"))
	if len(terms.References) != 1 || terms.References[0].Quoted != "Refunds" {
		t.Errorf("in terms: %+v", terms.References)
	}
}
