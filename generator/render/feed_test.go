package render_test

import (
	"regexp"
	"strings"
	"testing"

	"policyarchive/generator/render"
)

// TestFeedsSurviveCleaning: a reader that drops all elements still tells what was taken
// out from what was put in, also where only punctuation or a link changed beside it.
func TestFeedsSurviveCleaning(t *testing.T) {
	c := comparison("## Names\n\nWe keep *your [name](/a), and* mail for 30 days\n\n- old item",
		"## Names\n\nWe keep *your [names](/a) and* mail for 90 days.\n\n- new thing")
	got := render.NewRenderer(nil).FeedSection(c, &c.Sections[0], render.Options{Words: render.English()})
	bare := regexp.MustCompile("<[^>]*>").ReplaceAllString(got, "")
	for _, want := range []string{"[-name-][-,-] {+names+}", "[-30 days-] {+90 days.+}", "[-old item-]", "{+new thing+}"} {
		if !strings.Contains(bare, want) {
			t.Errorf("%s lacks %s", bare, want)
		}
	}
	for _, element := range []string{"ins", "del"} {
		if strings.Contains(got, "<"+element+">") ||
			strings.Count(got, "</"+element+">") != strings.Count(got, "<"+element+` style="`) {
			t.Errorf("an element has no style: %s", got)
		}
	}
}
