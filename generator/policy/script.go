package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// script is a writing system as far as it matters for finding words: whether
// blanks divide them.
type script uint8

const (
	spaced    script = iota // words stand between blanks, or the letter belongs to no script
	han                     // Chinese characters
	hiragana                // the Japanese syllables of endings and particles
	katakana                // those of foreign words
	southeast               // Thai, Lao, Myanmar and Khmer
)

// scriptOf returns the script of a letter. Marks and format characters have
// none: they belong to the letter before them.
func scriptOf(r rune) script {
	switch {
	case r < 0x0E00:
		return spaced
	case r < 0x0F00 || r >= 0x1000 && r < 0x10A0 || r >= 0x1780 && r < 0x1800 || r >= 0xA9E0 && r < 0xAA80:
		if unicode.IsLetter(r) && (r < 0xA9E0 || unicode.Is(unicode.Myanmar, r)) {
			return southeast
		}
	case r < 0x2E80:
	case r >= 0x3041 && r <= 0x3096 || r == 0x309D || r == 0x309E:
		return hiragana
	case r >= 0x30A1 && r <= 0x30FF && r != '・' || r >= 0x31F0 && r <= 0x31FF || r >= 0xFF66 && r <= 0xFF9D:
		return katakana
	case r == '〇' || unicode.Is(unicode.Han, r):
		return han
	}
	return spaced
}

// joins reports whether a character only goes on with what stands before it.
func joins(r rune) bool {
	return unicode.IsMark(r) || isFormat(r) || r == 'ー' || r == 'ｰ' || r == 'ﾞ' || r == 'ﾟ'
}

// stretch returns the script in which s begins and the length of the stretch
// of it. A small ヶ or ヵ before a Chinese character counts as one.
func stretch(s string) (kind script, length int) {
	for i, r := range s {
		of := scriptOf(r)
		if r == 'ヶ' || r == 'ヵ' {
			if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); scriptOf(next) == han {
				of = han
			}
		}
		if i == 0 {
			kind = of
		} else if of != kind && !joins(r) {
			return kind, i
		}
	}
	return kind, len(s)
}

// letter is the length of the first letter of s with the marks on it.
func letter(s string) int {
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) && !isFormat(r) {
			return i
		}
	}
	return len(s)
}

// cluster is the length of the first syllable of s, as far as the script shows
// it: Thai and Lao vowels that are written before or behind their consonant,
// and consonants that are stacked, stay with it. It is never shorter than a
// grapheme cluster.
func cluster(s string) int {
	var before rune
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) && !isFormat(r) && !vowelBefore(before) && !vowelBehind(r) && before != 0x1039 &&
			before != 0x17D2 {
			return i
		}
		before = r
	}
	return len(s)
}

func vowelBefore(r rune) bool { return r >= 0x0E40 && r <= 0x0E44 || r >= 0x0EC0 && r <= 0x0EC4 }

func vowelBehind(r rune) bool {
	switch r {
	case 0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0E46, 0x0EB0, 0x0EB2, 0x0EB3, 0x0EC6:
		return true
	}
	return false
}

// Unspaced reports whether no blank would stand between two words: both are of
// scripts that write none, so that where one ends is a matter of opinion.
func Unspaced(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, joins))
	return scriptOf(last) != spaced && scriptAt(after) != spaced
}
