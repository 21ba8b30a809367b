package check

import "policyarchive/generator/config"

// Limits are the parameters of rules.
type Limits struct {
	// Notice is how many days a change is announced before it comes into
	// force, by its class.
	Notice map[string]int
	// Review is after how many months without a new version, or a review, the
	// text wants one; 0 for never.
	Review int
	// Sentence is how many words a sentence may have; 0 for any number.
	Sentence int
	// Ease is by how much the reading ease of the text may drop with one change.
	Ease float64
	// Snapshot requires that the working text is frozen with the change.
	Snapshot bool
}

// Defaults are the limits where nothing else is said: thirty days of notice
// for material changes, as GitHub gives, and a review in twelve months, as
// California demands.
func Defaults() Limits {
	return Limits{Notice: map[string]int{"material": 30}, Review: 12, Sentence: 60, Ease: 2}
}

// LimitsOf are the limits as hugo.toml has them.
func LimitsOf(c config.Check) Limits {
	limits := Defaults()
	for class, days := range c.Notice {
		limits.Notice[class] = days
	}
	if c.Review != nil {
		limits.Review = *c.Review
	}
	if c.Sentence != nil {
		limits.Sentence = *c.Sentence
	}
	if c.Ease != nil {
		limits.Ease = *c.Ease
	}
	limits.Snapshot = c.Snapshot
	return limits
}
