package render_test

import (
	"regexp"
	"strings"
	"testing"

	"policyarchive/generator/render"
)

// TestDeletionsDoNotReorder: where letters run both ways, what was deleted is
// isolated with what replaced it, in the direction of its text; elsewhere the redline is as small
// as it was.
func TestDeletionsDoNotReorder(t *testing.T) {
	const arabic = "\n\nنحن نحترم خصوصيتك ونحمي بياناتك الشخصية في كل وقت."
	for _, x := range []struct{ name, old, new, want string }{
		{"Latin names in Arabic", "نستخدم Chrome في كل يوم." + arabic, "نستخدم Firefox في كل يوم." + arabic,
			`<del dir="rtl">Chrome</del> <ins dir="rtl">Firefox</ins>`},
		{"numbers in Arabic", "نحتفظ بها لمدة 30 يومًا." + arabic, "نحتفظ بها لمدة 90 يومًا." + arabic,
			`<del dir="rtl">30</del> <ins dir="rtl">90</ins>`},
		{"Hebrew before Latin", "We call it שלום in all our texts.", "We call it Peace in all our texts.",
			`<del dir="ltr">שלום</del> <ins dir="ltr">Peace</ins>`},
		{"a sentence that begins in Latin", "نحن هنا. Firefox متصفح سريع." + arabic, "نحن هنا." + arabic,
			`<del dir="rtl">Firefox متصفح سريع.</del>`},
		{"only Arabic", "نحن نحذف حسابك في كل وقت.", "نحن نحفظ حسابك في كل وقت.", `<del>نحذف</del> <ins>نحفظ</ins>`},
		{"only Latin", "We keep it for 30 days.", "We keep it for 90 days.", `<del>30 days</del> <ins>90 days</ins>`},
		{"Japanese", "Firefox は30日保存します。", "Firefox は90日保存します。", `<del>30日</del><ins>90日</ins>`},
		{"nothing deleted", "نستخدم في كل يوم.", "نستخدم Firefox في كل يوم.", `<ins>Firefox</ins>`},
		{"put into Arabic, nothing deleted beside it", "نحن هنا اليوم. نحن نحذف كل شيء." + arabic,
			"نحن هنا Firefox اليوم. نحن نحفظ كل شيء." + arabic, `<ins>Firefox</ins>`},
		{"numbers of sections", "## 1. خصوصية\n\nنحن هنا." + arabic, "## 2. خصوصية\n\nنحن هنا." + arabic,
			`<del class="minor" dir="rtl">1.</del><ins class="minor" dir="rtl">2.</ins>`},
	} {
		t.Run(x.name, func(t *testing.T) {
			got := string(redline(t, x.old, x.new))
			if !strings.Contains(got, x.want) {
				t.Errorf("%s\nwants %s", got, x.want)
			}
		})
	}
}

// TestSentencesOfTheInterface: beside a text that runs the other way they run
// their own, and the titles in them leave them in order.
func TestSentencesOfTheInterface(t *testing.T) {
	moved := func(a, b string) (old, new string) {
		const paragraph = "نحن نحترم خصوصيتك ونحمي بياناتك الشخصية في كل وقت ومكان."
		return "## " + a + "\n\nأولا.\n\n" + paragraph + "\n\n## " + b + "\n\nثانيا.",
			"## " + a + "\n\nأولا.\n\n## " + b + "\n\nثانيا.\n\n" + paragraph
	}
	old, new := moved("مقدمة", "Firefox")
	got := string(redline(t, old, new))
	for _, want := range []string{
		`<span class="moved-from"><span dir="ltr">Moved here from <a href="/privacy/#مقدمة"><bdi>مقدمة</bdi></a></span></span>`,
		`<p class="moved-away"><span dir="ltr">Moved to <a href="/privacy/#firefox">Firefox</a></span></p>`,
	} {
		want = regexp.MustCompile(`href="[^"#]*#`).ReplaceAllString(want, `href="#`)
		if !strings.Contains(regexp.MustCompile(`href="[^"#]*#`).ReplaceAllString(got, `href="#`), want) {
			t.Errorf("%s\nwants %s", got, want)
		}
	}
	if got := string(redline(t, "## A\n\nSame.\n\n## B\n\nOld words here.",
		"## A\n\nSame.\n\n## B\n\nNew words here.")); strings.Contains(got, "dir=") || strings.Contains(got, "<bdi>") {
		t.Errorf("a redline in one direction isolates something:\n%s", got)
	}
}

// A title of the text is in the language of the text, what the interface calls a part
// without one in its own.
func TestIsolatedNamesTheLanguage(t *testing.T) {
	w := render.Words{Lang: "en-GB", TextLang: "ar", Introduction: "Introduction"}
	for title, want := range map[string]string{
		"مقدمة": `<bdi lang="ar">مقدمة</bdi>`, "Firefox": `<bdi lang="ar">Firefox</bdi>`, "Introduction": "Introduction",
	} {
		if got := w.Isolated(title, "Moved to %s"); got != want {
			t.Errorf("%s becomes %s, want %s", title, got, want)
		}
	}
}

// TestFeedsSayTheDirection: each paragraph of a redline says it in a feed, where
// letters run from right to left, and its edits keep their styles.
func TestFeedsSayTheDirection(t *testing.T) {
	for _, x := range []struct{ name, old, new, want, not string }{
		{"Arabic", "## خصوصية\n\nنحتفظ بها لمدة 30 يومًا.\n\n- بند قديم",
			"## خصوصية\n\nنحتفظ بها لمدة 90 يومًا.\n\n- بند جديد",
			`<p dir="rtl">نحتفظ بها لمدة <del style="background:#fbe3e0;color:#5c1410;text-decoration:line-through" dir="rtl">` +
				`<span style="display:none">[-</span>30<span style="display:none">-]</span></del>`, "<p>"},
		{"a list", "## خصوصية\n\n- نحتفظ بها لمدة 30 يومًا.", "## خصوصية\n\n- نحتفظ بها لمدة 90 يومًا.",
			`<ul dir="rtl"><li dir="rtl">`, "<li>"},
		{"Hebrew in English", "## Names\n\nWe call it שלום in our texts.", "## Names\n\nWe call it שלום in all our texts.",
			`<p dir="ltr">We`, "<p>"},
		{"English", "## Names\n\nWe call it peace in our texts.", "## Names\n\nWe call it peace in all our texts.", `<p>We`,
			"dir="},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := comparison(x.old, x.new)
			got := render.NewRenderer(nil).FeedSection(c, &c.Sections[0], render.Options{Words: render.English()})
			if !strings.Contains(got, x.want) || strings.Contains(got, x.not) {
				t.Errorf("%s\nwants %s, not %s", got, x.want, x.not)
			}
		})
	}
}
