package check

import (
	"regexp"
	"strings"
)

var (
	// hiddenMail is an address made hard to read for machines: dpo[at]example[dot]org.
	hiddenMail = regexp.MustCompile(`(?i)\w\s?[\[({]\s?(?:at|@)\s?[\])}]\s?\w`)
	formLink   = regexp.MustCompile(`(?i)\b(?:contact|support|help|feedback|kontakt|contacto|e?mail)`)
)

// contact finds a policy that names nobody to write to, nor a page to do it
// on. Art. 13(1)(a) of the GDPR wants the contact details of the controller.
func contact(d *subject) []Finding {
	if len(d.Doc.Contacts()) > 0 || len(d.Doc.Sections) == 0 || hiddenMail.Match(d.Source) {
		return nil
	}
	for _, l := range d.Doc.Links() {
		if formLink.MatchString(strings.ReplaceAll(l.Target, "_", " ")) {
			return nil
		}
	}
	return []Finding{d.whole("the policy gives no e-mail address, telephone number or page for messages",
		"say how people can reach you")}
}
