package check

import "fmt"

// translationSource finds a translation that does not say of what it is one.
func translationSource(d *subject) []Finding {
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
func staleTranslation(d *subject) []Finding {
	t := d.Translation
	if t == nil || !t.Exists || t.Changed == 0 {
		return nil
	}
	return []Finding{d.key("translates", fmt.Sprintf("this translates version %s of %s; in the newest, %s, the words of "+
		"%d sections are others", t.Version, t.Original, t.Newest, t.Changed),
		fmt.Sprintf("translate what changed, then write translates: %s/%s", t.Original, t.Newest))}
}
