package policy

import (
	"strings"
	"testing"
)

// TestPrintedNumbers reads headings as people number them. What is put between
// bars is the number; what has no bar has none.
func TestPrintedNumbers(t *testing.T) {
	for _, x := range strings.Split(strings.TrimSpace(printedNumbers), "\n") {
		number, title, has := strings.Cut(x, "|")
		if !has {
			number, title = "", x
		}
		sure, doubtful := readNumber(strings.Join(strings.Fields(number+title), " "))
		if sure.number != strings.TrimSpace(number) || sure.title != strings.TrimSpace(title) || doubtful.doubt >= 0 {
			t.Errorf("%q is read as %q %q, or in doubt as %q %q", x, sure.number, sure.title, doubtful.number, doubtful.title)
		}
	}
}

const printedNumbers = `
5.| Boats
5.|Boats
5)| Boats
5)|Boats
05.| Boats
12:| Boats
9 -| Boats
9 –| Boats
9-| Boats
1.-| Lanchas
1º| Lanchas
1.2| Boats
1.2|Boats
1.2.| Boats
1.2.|Boats
1.2.3 |boats
1.10| Boats
1.2|
2.a.| Boats
2.a.|Boats
2.a| Boats
2.a)| Boats
2a.| Boats
2a)|Boats
2.a.i.|Boats at night
2.a.ii| Boats
2.B.|Piers
2.B| Piers
2.iv.|Piers
2(a)| Piers
2(a)|Piers
2.(a)(iii)| Piers
(a)| Piers
(a)|Piers
(A)| piers
(1)|Piers
(iv)| Piers
(a)(i)| Piers
a)| Piers
B)|Piers
IV.| Piers
IV.|Piers
xii.| Piers
II –| Piers
§ 3| Boote
§3|Boote
§ 3a| Boote
§ 3.1| Boote
§§ 3-|5
Section 4:| Boats
SECTION 4| Boats
Article 5.| Boats
Article 5.|Boats
Art. 5| Boats
Art.5| Boats
Art. 5º| Barcos
Art. 6(1)(f)| Boats
Article IX| Boats
ARTICLE IX|
Article 7 -| Boats
Part B| Boats
Annex A:| Boats
Статья 4.| Лодки
Раздел 2| Лодки
Artículo 3.-| Barcas
المادة 5| القوارب
№ 7| Лодки
第三条| 个人信息
第三条|个人信息
第1章| 目的
第1章|目的
第 2 条| 目的
第十二条|（定義）
第三条の二| 目的
第一部分| 范围
第二部 |船
제1조| 목적
제 2 장| 배
제3조의2| 배
一、|范围
（一）|范围
(二)|范围
1、|范围
1．|範囲
１．２|範囲
③| Boats
⒈|范围
가.| 목적
ア．|目的
١.| القوارب
٢-| القوارب
१.| नाव
1。|范围
2019 changes
3 ways to reach us
3.5mm plugs
24/7 support
10:30 bell
2-3 boats
3-D maps
4G boats
1st of May
1.000 boats
01.02.2023 boats
1.5.2023 Boats
Boats
I agree
A cookie
e-mail
Q: what?
Section on cookies
Part of it
Part I'd skip
Articles
Partly 5
Article 5th
Annexation 3
第三者提供
第三方
第一项目
第一回答
第三部門
제3자 제공
(c) 2020 Harbour
(see) boats
Mix. Boats
Ill. Boats
`

// TestNumbersInDoubt gives headings one number or the other by what stands beside
// them.
func TestNumbersInDoubt(t *testing.T) {
	for _, x := range []struct{ headings, want string }{
		{"Data; A. Smith", "|Data; |A. Smith"},
		{"Data; i.e. boats", "|Data; |i.e. boats"},
		{"a.i.Boats; b.ii.Piers", "a.i.|Boats; b.ii.|Piers"},
		{"Data; J. R. Smith", "|Data; |J. R. Smith"},
		{"A. Boats; B. Piers", "A.|Boats; B.|Piers"},
		{"A.Boats; B.Piers", "A.|Boats; B.|Piers"},
		{"1. Data; A. Boats", "1.|Data; A.|Boats"},
		{"1. Data; K. Boats", "1.|Data; |K. Boats"},
		{"I. Boats; II. Piers", "I.|Boats; II.|Piers"},
		{"IV. Boats; V. Piers", "IV.|Boats; V.|Piers"},
		{"Q. What is kept?; Q. For how long?", "|Q. What is kept?; |Q. For how long?"},
		{"А. Лодки; Б. Причалы", "А.|Лодки; Б.|Причалы"},
		{"א. סירות; ב. רציפים", "א.|סירות; ב.|רציפים"},
		{"أ. القوارب; ب. الأرصفة", "أ.|القوارب; ب.|الأرصفة"},
		{"U.S. boats; E.U. boats", "|U.S. boats; |E.U. boats"},
		{"1.U.S. boats; 2.E.U. boats", "1.|U.S. boats; 2.|E.U. boats"},
		{"1. Boats; 1.A.I.Piers; 1.A.II.Lamps", "1.|Boats; 1.A.I.|Piers; 1.A.II.|Lamps"},
		{"Data; 2.0 release", "|Data; |2.0 release"},
		{"Data; 3.5 mm", "|Data; |3.5 mm"},
		{"1. Data; 3.5 mm", "1.|Data; |3.5 mm"},
		{"2. Data; 2.0 release", "2.|Data; |2.0 release"},
		{"3. Data; 3.5 mm", "3.|Data; |3.5 mm"},
		{"3. Data; 3.4 we keep; 3.5 mm", "3.|Data; 3.4|we keep; 3.5|mm"},
		{"1. Data; 1.1 what we keep", "1.|Data; 1.1|what we keep"},
		{"1.0 Data; 2.0 Rest; 2.1 More", "|1.0 Data; 2.0|Rest; 2.1|More"},
		{"1.A new approach; 2. Rest", "1.|A new approach; 2.|Rest"},
		{"1.A Boats; 1.B Piers", "1.A|Boats; 1.B|Piers"},
		{"1.A Boats; 2.B Piers", "1.|A Boats; 2.B|Piers"},
	} {
		doc := Parse("a.md", []byte("## "+strings.ReplaceAll(x.headings, "; ", "\n\n## ")))
		var got []string
		for i := range doc.Sections {
			s := &doc.Sections[i]
			got = append(got, s.Number+"|"+s.Title)
			if words := strings.Join(doc.Blocks[s.Heading].head().titled(s.Number),
				" "); words != strings.Join(Words(doc.TitleTokens(s)), " ") || Text(doc.TitleTokens(s)) != s.Title {
				t.Errorf("%q has the title %q, the words %q and the tokens %q", x.headings, s.Title, words,
					Text(doc.TitleTokens(s)))
			}
		}
		if strings.Join(got, "; ") != x.want {
			t.Errorf("%q is read as %q, not %q", x.headings, strings.Join(got, "; "), x.want)
		}
	}
}
