package synthetic

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Script is the kind of writing of a text.
type Script int

// The scripts: letters of several languages with blanks between words,
// Japanese and Chinese without, and Arabic from right to left.
const (
	Latin Script = iota
	CJK
	Arabic
)

// Scripts are all of them.
func Scripts() []Script { return []Script{Latin, CJK, Arabic} }

func (s Script) String() string { return [...]string{"latin", "cjk", "arabic"}[s] }

// Lang is a language that is written so.
func (s Script) Lang() string { return [...]string{"en", "ja", "ar"}[s] }

// Spaced reports whether blanks stand between words.
func (s Script) Spaced() bool { return s != CJK }

func (s Script) spaced() bool { return s != CJK }

// vocabulary is the words that prose is made of.
type vocabulary struct {
	small, content, titles []string
	heads, tails           []string // syllables of words that nobody used before
	stop, comma, semicolon string
	colon                  string
	quotes                 [2]string
}

var vocabularies = [...]vocabulary{
	Latin: {
		small: strings.Fields("we the of and to may a in for with your that or on by as our is are when this from it if " +
			"not which will under you any"),
		content: strings.Fields("harbour lantern ledger visitor account receipt consent parcel mooring records request " +
			"service keeper address notice period " +
			"partner storage deletion signal device ferry timetable quay invoice payment archive letter message holder purpose reason security safeguard " +
			"supplier auditor regulator complaint answer question choice setting preference browser counter measurement improvement support contract law " +
			"collect keep share erase answer explain protect encrypt measure send receive review correct restrict object withdraw transfer publish announce " +
			"weekly monthly written lawful necessary separate former present careful quiet public private local remote früher façade naïve żaglowy müşteri " +
			"größe être señal coração ångström kołysanka příliš tiếng nước çalışma østlig ünïque straße résumé"),
		titles: strings.Fields("Harbour Lantern Records Keeping Sharing Security Moorings Visitors Children Payments " +
			"Letters Devices Transfers Retention Complaints Partners " +
			"Choices Requests Signals Deletion Storage Auditors Ferries Timetables Überblick Données Żagle Cookies Contact " +
			"Purposes Archive Notices Law Rights Cargo Lockers"),
		heads: strings.Fields("bra vel mor tin sol gar pel nor fin dru kas lem ost qui ran sel tav ulm wix yor zan cal dor eph"),
		tails: strings.Fields("dine mar stone wick ler nath voss ment gren tide low fell ring dale berth moor quay lath " +
			"sund vane"),
		stop: ".", comma: ",", semicolon: ";", colon: ":", quotes: [2]string{"“", "”"},
	},
	CJK: {
		small: strings.Fields("私たちは この その また 必要に応じて お客様の 場合は すべての または および これらの 当社の 以下の 主に 通常は"),
		content: strings.Fields("灯台の記録を 保管します 訪問者の 氏名と 住所を 確認します 港湾の 利用料を 請求します 船舶の 情報を 共有します 安全な 方法で 送信します 削除を 求める 権利が あります " +
			"書面により 通知します 契約の 期間中に 取得した データを 第三者へ 提供しません 暗号化して 保護します 毎月の 見直します 目的の 範囲内で 処理します 係員が 回答します"),
		titles: strings.Fields("灯台 港湾 記録 保管 共有 安全 訪問者 支払い 通知 削除 契約 権利 目的 住所 船舶 監査 期間 請求 連絡 変更"),
		heads:  strings.Fields("桜 松 竹 梅 藤 楓 桐 柳 杉 椿 萩 菊 蘭 蓮 葵 橘"),
		tails:  strings.Fields("岬 浜 崎 浦 湊 瀬 潟 堤 橋 関 峠 沢 淵 滝 洞 塔"),
		stop:   "。", comma: "、", semicolon: "；", colon: "：", quotes: [2]string{"「", "」"},
	},
	Arabic: {
		small: strings.Fields("نحن من في على إلى أو التي عند هذه قد ما عن مع كل بعد قبل حتى ذلك"),
		content: strings.Fields("نجمع المنارة السجلات الزائر الحساب الإيصال الموافقة الميناء الطلب الخدمة العنوان الإشعار " +
			"المدة الشريك التخزين الحذف الجهاز العبارة الفاتورة الدفع الأرشيف " +
			"الرسالة الغرض السبب الأمان المورد المدقق الشكوى الجواب السؤال الاختيار المتصفح القياس الدعم العقد القانون نحفظ " +
			"نشارك نمحو نشرح نحمي نرسل نستلم نراجع نصحح مكتوب قانوني ضروري سابق"),
		titles: strings.Fields("المنارة السجلات الحفظ المشاركة الأمان المراسي الزوار المدفوعات الرسائل الأجهزة الشكاوى " +
			"الشركاء الخيارات الطلبات الحذف التخزين الاتصال الأغراض الإشعارات الحقوق"),
		heads: strings.Fields("بر سل مر تن كر دل نو فن شم رز لم صد جو هم ود"),
		tails: strings.Fields("داب مال ران ساد كوم ليث نار باز طيف عون غيم شاد قوس يار"),
		stop:  ".", comma: "،", semicolon: "؛", colon: ":", quotes: [2]string{"«", "»"},
	},
}

// prose writes sentences. Its words are drawn apart from the edits of a
// history, so that a history can be made smaller without other words.
type prose struct {
	vocabulary
	script Script
	r      *rand.Rand
	used   map[string]bool
	count  int
}

func newProse(s Script, seed uint64) *prose {
	return &prose{vocabulary: vocabularies[s], script: s, r: rand.New(rand.NewPCG(seed, 7)), used: map[string]bool{}}
}

func (p *prose) any(list []string) string { return list[p.r.IntN(len(list))] }

// fresh is a word that stands nowhere else.
func (p *prose) fresh(name bool) string {
	for {
		w := p.any(p.heads) + p.any(p.tails)
		if n := len(p.used); n > len(p.heads)*len(p.tails)/3 {
			w = p.any(p.heads) + p.any(p.heads) + p.any(p.tails)
		}
		if p.used[w] {
			continue
		}
		p.used[w] = true
		if name {
			return upper(w)
		}
		return w
	}
}

// sentence is one, with its punctuation. Of its words one in some is fresh: as in
// life, hardly two sentences are made of the same ones.
func (p *prose) sentence() []word {
	n := 5 + p.r.IntN(10) + p.r.IntN(12)
	list := make([]word, n)
	for i := range list {
		switch {
		case p.r.IntN(7) == 0:
			list[i].text = p.unheard()
		case i%2 == 0 && p.r.IntN(4) > 0:
			list[i].text = p.any(p.small)
		default:
			list[i].text = p.any(p.content)
		}
		if i > 2 && i < n-3 && list[i-1].after == "" && p.r.IntN(9) == 0 {
			list[i].after = p.comma
		}
	}
	list[0].text = upper(list[0].text)
	list[n-1].after = p.vocabulary.stop
	return list
}

// unheard is a fresh word as it stands in a sentence.
func (p *prose) unheard() string {
	if p.script == CJK { // where it ends is told by what follows
		return p.fresh(false) + p.any([]string{"を", "の", "は", "が", "で"})
	}
	return p.fresh(false)
}

func (p *prose) phrase(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = p.any(p.content)
	}
	return list
}

func (p *prose) title() []string {
	n := 1 + p.r.IntN(3)
	list := make([]string, 0, n+1)
	for range n {
		list = append(list, p.any(p.titles))
	}
	if p.r.IntN(3) == 0 {
		list = append(list, p.fresh(true))
	}
	return list
}

func (p *prose) policyTitle() []string { return []string{p.fresh(true), p.any(p.titles)} }

// authorID is an id that no other section has.
func (p *prose) authorID() string {
	p.count++
	return "id-" + string(rune('a'+p.count%26)) + itoa(p.count)
}

func (p *prose) address() string {
	p.count++
	return "https://www.example.org/" + string(rune('a'+p.count%26)) + itoa(p.count)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func (p *prose) lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
