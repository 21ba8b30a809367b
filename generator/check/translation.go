package check

import "fmt"

// Translation is what is known of the text that a translation renders. The
// front matter names it: translates: privacy/2026-11-24.
type Translation struct {
	Original string // the policy
	Version  string // that was rendered; empty if none is named
	Exists   bool   // there is such a version
	Newest   string // version of the original
	Changed  int    // sections whose words changed from Version to Newest
	Problem  string // what is wrong with the reference; empty if nothing is
}

// translationSource finds a translation that does not say of what it is one.
func translationSource(d *Draft) []Finding {
	t := d.Translation
	if t == nil || t.Exists {
		return nil
	}
	fix := "name the version that it renders: translates: POLICY/VERSION"
	if t.Newest != "" {
		fix = fmt.Sprintf("name the version that it renders, such as translates: %s/%s", t.Original, t.Newest)
	}
	return []Finding{d.key("translates", t.Problem, fix)}
}

// staleTranslation finds a translation of words that are no longer those of
// the original.
func staleTranslation(d *Draft) []Finding {
	t := d.Translation
	if t == nil || !t.Exists || t.Changed == 0 {
		return nil
	}
	return []Finding{d.key("translates", fmt.Sprintf("this translates version %s of %s; in the newest, %s, the words of %d sections are others", t.Version, t.Original, t.Newest, t.Changed),
		fmt.Sprintf("translate what changed, then write translates: %s/%s", t.Original, t.Newest))}
}
