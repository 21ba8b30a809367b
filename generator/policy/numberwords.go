package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hanDigits are the numerals of Chinese and Japanese.
const hanDigits = "〇零一二三四五六七八九十百千"

// ordinalNumber reads 第1条, 第三条の二, 第一部分, 제1조, 제 2 장의2.
func ordinalNumber(text string) (reading, bool) {
	rest, ok := strings.CutPrefix(text, "第")
	units, longer := "条條章節节项項款编編篇", "部分 部 回"
	if !ok {
		if rest, ok = strings.CutPrefix(text, "제"); !ok {
			return reading{}, false
		}
		units, longer = "", "조 장 절 항 관 편"
	}
	rest = strings.TrimLeft(rest, " ")
	isDigit := func(r rune) bool { return unicode.Is(unicode.Nd, r) || strings.ContainsRune(hanDigits, r) }
	n := leading(rest, isDigit)
	if n == 0 {
		return reading{}, false
	}
	rest = strings.TrimLeft(rest[n:], " ")
	unit, size := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune(units, unit) && size > 0 && unit != utf8.RuneError:
		rest = rest[size:]
		if strings.HasPrefix(rest, "目") && (unit == '项' || unit == '項') { // a project
			return reading{}, false
		}
	default:
		found := false
		for _, u := range strings.Fields(longer) {
			if after, has := strings.CutPrefix(rest, u); has &&
				(u == "部分" || !startsLetter(after) || strings.HasPrefix(after, "의")) {
				rest, found = after, true
				break
			}
		}
		if !found {
			return reading{}, false
		}
	}
	for _, branch := range []string{"の", "之", "의"} {
		if after, has := strings.CutPrefix(rest, branch); has {
			after = strings.TrimLeft(after, " ")
			if n := leading(after, isDigit); n > 0 {
				rest = after[n:]
			}
		}
	}
	rest = strings.TrimLeft(rest, ".:：、．。")
	return split(text, len(text)-len(rest), nil), true
}

// keywords stand before a number and belong to it.
var keywords = nameSet(`section sect sec article art clause cl part chapter chap ch annex appendix schedule paragraph para no nr
		abschnitt artikel kapitel teil anhang anlage ziffer punkt article chapitre partie annexe titre
		artículo capítulo sección cláusula parte anexo apartado artigo seção secção articolo capo sezione allegato
		hoofdstuk deel bijlage paragraaf avsnitt avdelning del bilaga afsnit bilag osa luku liite
		artykuł rozdział część paragraf załącznik článek čl kapitola část příloha madde bölüm
		статья раздел глава пункт часть приложение стаття розділ член άρθρο κεφάλαιο
		المادة مادة البند بند القسم الفصل סעיף פרק धारा अनुच्छेद №`)

// keywordNumber reads Section 4:, Article IX, Art. 6(1)(f), § 3a, Part B.
func keywordNumber(text string) (reading, bool) {
	at, sign := 0, strings.TrimLeft(text, "§")
	if at = len(text) - len(sign); at == 0 {
		at = strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '№' })
		if at <= 0 || !keywords[strings.ToLower(text[:at])] {
			return reading{}, false
		}
		if text[at] == '.' {
			at++
		} else if text[at] != ' ' && !strings.HasPrefix(text, "№") {
			return reading{}, false
		}
	}
	s := numberScanner{text: text, i: at}
	s.skipBlanks()
	parts, ok := s.keywordParts(sign != text)
	if !ok {
		return reading{}, false
	}
	s.i += leading(text[s.i:], isOrdinal)
	end := s.i
	s.skipBlanks()
	if n := leading(text[s.i:], func(r rune) bool { return strings.ContainsRune(".:)．：–—-", r) }); n > 0 {
		return split(text, s.i+n, parts), true
	}
	if end < len(text) && text[end] != ' ' && s.letterAt(end) && sign == text {
		return reading{}, false // Article 5th
	}
	return split(text, end, parts), true
}

// keywordParts reads what a keyword or a paragraph sign counts.
func (s *numberScanner) keywordParts(paragraph bool) ([]numberPart, bool) {
	part, ok := s.digits(4)
	if !ok {
		if part, ok = s.letters(); !ok {
			if part, ok = s.inParentheses(); !ok {
				return nil, false
			}
		} else if s.letterAt(s.i) || s.peek() == '\'' {
			return nil, false
		}
	}
	parts := []numberPart{part}
	for {
		from := s.i
		if s.peek() == '.' {
			s.i++
		}
		part, ok := s.digits(3)
		if from == s.i {
			ok = false
		}
		if !ok {
			part, ok = s.inParentheses()
		}
		if !ok {
			s.i = from
			break
		}
		parts = append(parts, part)
	}
	if r := s.peek(); part.kind == countedByDigits && unicode.IsLower(r) && !isOrdinal(r) { // § 3a
		from := s.i
		s.i += utf8.RuneLen(r)
		if s.letterAt(s.i) {
			s.i = from
			return parts, paragraph
		}
	}
	return parts, true
}

// eastAsianLetters are those that lists count by.
const eastAsianLetters = "가나다라마바사아자차카타파하アイウエオカキクケコ"

// listNumber reads 一、 （二） ③ ⑴ ⒈ 가. ア．
func listNumber(text string) (reading, bool) {
	isHan := func(r rune) bool { return strings.ContainsRune(hanDigits, r) }
	if r, n := utf8.DecodeRuneInString(text); strings.ContainsRune(eastAsianLetters, r) {
		if sign, size := utf8.DecodeRuneInString(text[n:]); strings.ContainsRune(".．)）、", sign) && size > 0 {
			return split(text, n+size, nil), true
		}
	}
	if r, n := utf8.DecodeRuneInString(text); r >= '①' && r <= '⒛' || r >= '⓪' && r <= '⓿' || r >= '❶' && r <= '➓' {
		return split(text, n, nil), true
	}
	if n := leading(text, isHan); n > 0 {
		if sign, size := utf8.DecodeRuneInString(text[n:]); strings.ContainsRune("、．.：:", sign) && size > 0 {
			return split(text, n+size, nil), true
		}
		return reading{}, false
	}
	for _, pair := range []string{"()", "（）", "〔〕", "【】"} {
		open, size := utf8.DecodeRuneInString(pair)
		if first, _ := utf8.DecodeRuneInString(text); first != open {
			continue
		}
		if n := leading(text[size:], isHan); n > 0 && strings.HasPrefix(text[size+n:], pair[size:]) {
			return split(text, size+n+len(pair)-size, nil), true
		}
	}
	return reading{}, false
}
