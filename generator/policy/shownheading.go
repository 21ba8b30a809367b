package policy

// ShownHeading is a section's number and title as readers are shown them apart: where a
// heading is no more than a number, as "Chapter 1" is, that stands for the title. Both are
// empty without a heading.
func ShownHeading(number, title string) (shownNumber, shownTitle string) {
	if title == "" {
		return "", number
	}
	return number, title
}
