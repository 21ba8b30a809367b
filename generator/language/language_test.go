package language

import (
	"strings"
	"testing"
)

// sentences say the same in several languages.
var sentences = map[string]string{
	"en": "We keep your letters for as long as we need them to answer you, and we burn them in the oven of the forge " +
		"when a year has gone by. Nobody but the smith reads any of this. ",
	"de": "Wir bewahren Ihre Briefe so lange auf, wie wir sie brauchen, um Ihnen zu antworten, und verbrennen sie im " +
		"Ofen der Schmiede, wenn ein Jahr vergangen ist. Niemand außer dem Schmied liest davon etwas. ",
	"fr": "Nous gardons vos lettres aussi longtemps que nous en avons besoin pour vous répondre, et nous les brûlons " +
		"dans le four de la forge quand une année est passée. Personne d’autre que le forgeron ne les lit. ",
	"es": "Guardamos sus cartas durante el tiempo que las necesitamos para responderle, y las quemamos en el horno de " +
		"la herrería cuando ha pasado un año. Nadie más que el herrero lee nada de esto. ",
	"ru": "Мы храним ваши письма столько, сколько нужно, чтобы ответить вам, и сжигаем их в печи кузницы, когда " +
		"проходит год. Никто, кроме кузнеца, ничего из этого не читает. ",
	"ar": "نحتفظ برسائلك طالما احتجنا إليها للرد عليك، ثم نحرقها في فرن ورشة الحدادة عندما تمر سنة كاملة. لا أحد غير " +
		"الحداد يقرأ شيئا من هذا. ",
	"ja": "お客様からの手紙は、お答えするために必要な期間だけ保管し、一年が過ぎると鍛冶場の炉で焼却します。鍛冶屋のほかには誰もこれを読みません。",
	"zh": "我们只在答复您所需的时间内保存您的信件，一年之后便在铁匠铺的炉子里烧掉。除了铁匠以外，没有人阅读这些内容。",
}

// TestOf: texts of every length have their language, above all the long ones.
func TestOf(t *testing.T) {
	for want, s := range sentences {
		for _, size := range []int{1200, 5_000, 20_000, 300_000} {
			text := strings.Repeat(s, size/len(s)+1)
			if got := Of(text); !Same(got, want) {
				t.Errorf("%d bytes of %s: %q", len(text), want, got)
			}
		}
	}
	for what, text := range map[string]string{
		"nothing": "", "too little": "Privacy policy", "numbers": strings.Repeat("12 34 56 78 90. ", 400),
		"two in halves": strings.Repeat(sentences["en"], 40) +
			strings.Repeat(sentences["de"], 40), "addresses": strings.Repeat("https://example.org/privacy a@b.example ", 200),
	} {
		if got := Of(text); got != "" {
			t.Errorf("%s: %q", what, got)
		}
	}
	mixed := strings.Repeat(sentences["ar"], 30) + strings.Repeat("Firefox Mozilla Thunderbird. ", 12)
	if got := Of(mixed); got != "ar" {
		t.Errorf("names in it: %q", got)
	}
}

func TestSame(t *testing.T) {
	for _, pair := range [][2]string{{"en", "en-GB"}, {"pt_BR", "pt"}, {"no", "nb"}, {"zh-Hant", "zh"}} {
		if !Same(pair[0], pair[1]) {
			t.Errorf("%s and %s are other languages", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"en", "de"}, {"", "en"}, {"ja", "zh"}} {
		if Same(pair[0], pair[1]) {
			t.Errorf("%s and %s are the same", pair[0], pair[1])
		}
	}
	for tag, want := range map[string]string{"de-AT": "German", "no": "Norwegian", "zh": "Mandarin", "tlh": "tlh"} {
		if got := Name(tag); got != want {
			t.Errorf("%s is called %s", tag, got)
		}
	}
}
