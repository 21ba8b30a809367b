package changelog

import "policyarchive/generator/compare"

// Material reports whether who follows nothing but what matters should hear of the
// entry: it is the first, or a change that is declared material, or one of which
// something else would have to be declared than editorial, if nothing is, or if that is
// what was declared.
func (e *Entry) Material() bool { return e.Step == nil || e.Step.Material }

// material is [Entry.Material] of a step to a version of a class.
func material(class string, c *compare.Comparison, found *Contradiction) bool {
	switch class {
	case "material":
		return true
	case "editorial":
		return found != nil
	case "":
		return c.Verdict.Kind.ChangesWords() && Contradict("editorial", c) != nil
	}
	return false
}
