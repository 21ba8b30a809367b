package pages

import (
	"fmt"
	"slices"

	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// verifyFolder is the place, below the site's root, of the page that compares with the
// log what a reader has.
const verifyFolder = "verify"

// logPages are the pages of a site whose archive has a log.
var logPages = []string{logFolder, verifyFolder}

// verifyPage is the page that compares with the log what a reader has.
func (w *logWriter) verifyPage() schema.Page {
	words := w.o.Words.Site
	data := schema.VerifyPage{LogURL: w.root + "/" + LogFile, CheckpointURL: w.root + "/" + CheckpointFile,
		PythonURL: w.root + "/" + PythonFile, Address: w.o.BaseURL, Root: w.root + "/", Dates: words.DatePatterns()}
	return schema.Page{Path: "/" + verifyFolder, Layout: schema.LayoutVerify, Language: words.Name,
		Title: words.Say("verifyTitle", nil), Description: words.Say("verifyDescription", nil), Lang: words.Locale,
		Dir: words.Direction, Data: w.store.Keep(data)}
}

// verifyURL leads to the check of a version; "" if the log does not have it.
func (p *pageBuilder) verifyURL(v *history.Version) string {
	if p.o.Log == nil || p.o.Log.Archived(v.Policy, v.Name.String()) == 0 {
		return ""
	}
	return p.root + "/" + verifyFolder + "/?version=" + v.Policy + "/" + v.Name.String()
}

// Reserved says why no policy can have a name, not even one that got it before an older
// program knew better; "" if one can.
func Reserved(name string) string {
	if slices.Contains(logPages, name) {
		return "the site has a page of its own there"
	}
	return ""
}

// checkPlaces says which page or file of the log would take the place of something else: of
// a policy, or of a page or a file of the site's own.
func checkPlaces(policies []string, elsewhere func(path string) bool) error {
	for _, name := range policies {
		if why := Reserved(name); why != "" {
			return fmt.Errorf("the policy %[1]s would stand at /%[1]s/, and %s: archive its versions under another name, "+
				"with import", name, why)
		}
	}
	if elsewhere == nil {
		return nil
	}
	for _, name := range logPages {
		if hasPage(elsewhere, name) {
			return fmt.Errorf("content/ or static/ has a page or a file at /%s, and the site has a page of its own there: "+
				"give yours another name", name)
		}
	}
	for _, at := range []string{LogFile, CheckpointFile, PythonFile} {
		if elsewhere(at) {
			return fmt.Errorf("static/ has a file at /%s, and the site has one of its own there: give yours another name", at)
		}
	}
	return nil
}

// hasPage reports whether a page or a file stands where hosts look for a folder of the
// site.
func hasPage(elsewhere func(path string) bool, name string) bool {
	return elsewhere(name+"/") || elsewhere(name) || elsewhere(name+".md") || elsewhere(name+".html")
}
