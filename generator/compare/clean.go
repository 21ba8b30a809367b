package compare

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/policy"
)

// Readable turns a script that covers both texts into one that people read well:
// a few matching words between changes join them, edits slide to where a clause
// begins, a stretch with hardly anything in common is replaced whole, and so is
// what is read as one, such as a date; a sentence that changed its place is kept whole.
func Readable(edits []Edit, a, b []policy.Token) []Edit {
	return reordered(tidy(edits, a, b), a, b)
}

// tidy does so but for sentences that changed their places.
func tidy(edits []Edit, a, b []policy.Token) []Edit {
	edits = joinIslands(edits, a, b)
	edits = replaceUnlike(edits, a)
	edits = slide(edits, a, b)
	edits = whole(edits, a, b)
	markMinor(edits, func(n int) (old, new []policy.Token) {
		e := &edits[n]
		return a[e.OldFrom:e.OldTo], b[e.NewFrom:e.NewTo]
	})
	return edits
}

// joinIslands absorbs matches that are too short, against the changes at both
// sides, to guide a reader.
func joinIslands(edits []Edit, a, b []policy.Token) []Edit {
	return joinMeasured(edits, a, b, measured(a), measured(b))
}

func joinMeasured(edits []Edit, a, b []policy.Token, old, new measure) []Edit {
	for {
		blocks := changes(edits)
		joined := false
		for i := 0; i+1 < len(blocks); i++ {
			left, right := blocks[i], blocks[i+1]
			island := a[left.OldTo:right.OldFrom]
			words, letters := old.of(left.OldTo, right.OldFrom)
			if words > 3 {
				continue
			}
			l, r := left.weight(old, new), right.weight(old, new)
			if words == 0 && (l > 0 && r > 0) && len(island) <= 2 && !endsSentence(island) ||
				words > 0 && letters*2 <= min(l, r) && l+r >= 4*letters || l > 0 && r > 0 && loneLetter(island) {
				blocks[i] = span{left.OldFrom, right.OldTo, left.NewFrom, right.NewTo}
				blocks = append(blocks[:i+1], blocks[i+2:]...)
				joined = true
				i--
			}
		}
		for i := range blocks {
			blocks[i].trim(a, b)
		}
		edits = fromChanges(blocks, len(a), len(b))
		if !joined {
			return edits
		}
	}
}

// loneLetter reports whether an island is one letter of a script without
// blanks, such as half of a Chinese word: it guides nobody. A particle of
// hiragana is a word of its own.
func loneLetter(island []policy.Token) bool {
	if len(island) != 1 {
		return false
	}
	r, n := utf8.DecodeRuneInString(island[0].Text)
	return n == len(island[0].Text) && (unicode.Is(unicode.Han, r) ||
		unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}

func endsSentence(tokens []policy.Token) bool {
	return slices.ContainsFunc(tokens, func(t policy.Token) bool { return t.Text == ";" || stop(t.Text) })
}

// stop reports whether a sentence ends with a sign, in any script (UAX #44,
// Sentence_Terminal).
func stop(sign string) bool { return is(sign, unicode.STerm) }

// is reports whether a text is one letter or sign of some kinds.
func is(text string, kinds ...*unicode.RangeTable) bool {
	r, n := utf8.DecodeRuneInString(text)
	return n > 0 && n == len(text) && unicode.In(r, kinds...)
}

// colon and comma report whether a sign divides a sentence, strongly or weakly.
func colon(sign string) bool {
	switch sign {
	case ";", ":", "；", "：", "؛":
		return true
	}
	return false
}

func comma(sign string) bool {
	switch sign {
	case ",", "、", "，", "،", "､", "—", "–":
		return true
	}
	return false
}

// span is a change: old tokens that become new ones.
type span struct{ OldFrom, OldTo, NewFrom, NewTo int }

// trim gives back equal tokens at the ends of a change that joining put there.
func (s *span) trim(a, b []policy.Token) {
	for s.OldFrom < s.OldTo && s.NewFrom < s.NewTo && a[s.OldFrom].Seen() == b[s.NewFrom].Seen() {
		s.OldFrom, s.NewFrom = s.OldFrom+1, s.NewFrom+1
	}
	for s.OldFrom < s.OldTo && s.NewFrom < s.NewTo && a[s.OldTo-1].Seen() == b[s.NewTo-1].Seen() {
		s.OldTo, s.NewTo = s.OldTo-1, s.NewTo-1
	}
}

// weight is the larger number of letters at either side.
func (s span) weight(old, new measure) int {
	_, x := old.of(s.OldFrom, s.OldTo)
	_, y := new.of(s.NewFrom, s.NewTo)
	return max(x, y)
}

// measure is what stretches of tokens weigh: for each place the words before it,
// and the letters.
type measure [][2]int32

func measured(tokens []policy.Token) measure {
	m := make(measure, 1, len(tokens)+1)
	for i := range tokens {
		words, letters := weigh(tokens[i : i+1])
		m = m.add(words, letters)
	}
	return m
}

func (m measure) add(words, letters int) measure {
	last := m[len(m)-1]
	return append(m, [2]int32{last[0] + int32(words), last[1] + int32(letters)})
}

// of is what weigh gives for a stretch.
func (m measure) of(from, to int) (words, letters int) {
	return int(m[to][0] - m[from][0]), int(m[to][1] - m[from][1])
}

// weigh counts words and how much their letters tell. A Chinese character
// tells as much as two letters of an alphabet; hiragana, of which endings and
// particles are made, half as much.
func weigh(tokens []policy.Token) (words, letters int) {
	for _, t := range tokens {
		if w := t.Word(); w != "" {
			words++
			for _, r := range w {
				switch {
				case r < 0x3000:
					letters += 2
				case unicode.Is(unicode.Han, r):
					letters += 4
				case unicode.Is(unicode.Hiragana, r):
					letters++
				default:
					letters += 2
				}
			}
		}
	}
	return words, letters
}

func changes(edits []Edit) []span {
	var list []span
	for _, e := range edits {
		if e.Op == Match {
			continue
		}
		if n := len(list); n > 0 && list[n-1].OldTo == e.OldFrom && list[n-1].NewTo == e.NewFrom {
			list[n-1].OldTo, list[n-1].NewTo = e.OldTo, e.NewTo
			continue
		}
		list = append(list, span{e.OldFrom, e.OldTo, e.NewFrom, e.NewTo})
	}
	return list
}

func fromChanges(list []span, n, m int) []Edit {
	d := differ{}
	i, j := 0, 0
	for _, s := range list {
		d.add(Match, i, s.OldFrom, j, s.NewFrom)
		d.add(Delete, s.OldFrom, s.OldTo, s.NewFrom, s.NewFrom)
		d.add(Insert, s.OldTo, s.OldTo, s.NewFrom, s.NewTo)
		i, j = s.OldTo, s.NewTo
	}
	d.add(Match, i, n, j, m)
	return d.edits
}

// replaceUnlike gives up on a paragraph of which less than a quarter stayed.
func replaceUnlike(edits []Edit, a []policy.Token) []Edit {
	if len(edits) < 4 {
		return edits
	}
	kept, all := 0, 0
	last := edits[len(edits)-1]
	for _, e := range edits {
		_, x := weigh(a[e.OldFrom:e.OldTo])
		all += x
		if e.Op == Match {
			kept += x
		}
	}
	if all > 0 && kept*4 < all && len(changes(edits)) > 2 {
		return fromChanges([]span{{0, last.OldTo, 0, last.NewTo}}, last.OldTo, last.NewTo)
	}
	return edits
}

// slide moves a pure insertion or deletion between equal tokens to the place
// where it best starts: at the head of a sentence, then of a part of one.
func slide(edits []Edit, a, b []policy.Token) []Edit {
	list := changes(edits)
	for i := range list {
		s := &list[i]
		tokens, from, to := b, s.NewFrom, s.NewTo
		if s.NewFrom == s.NewTo {
			tokens, from, to = a, s.OldFrom, s.OldTo
		} else if s.OldFrom != s.OldTo {
			continue
		}
		room, ahead := from, len(tokens)-to
		if i > 0 {
			room = min(s.OldFrom-list[i-1].OldTo, s.NewFrom-list[i-1].NewTo)
		}
		if i+1 < len(list) {
			ahead = min(list[i+1].OldFrom-s.OldTo, list[i+1].NewFrom-s.NewTo)
		}
		best, most := 0, boundary(tokens, from, to)
		for n := 1; n <= room && n <= from && tokens[from-n].Seen() == tokens[to-n].Seen(); n++ {
			if score := boundary(tokens, from-n, to-n); score > most {
				best, most = -n, score
			}
		}
		for n := 1; n <= ahead && to+n <= len(tokens) && tokens[from+n-1].Seen() == tokens[to+n-1].Seen(); n++ {
			if score := boundary(tokens, from+n, to+n); score > most {
				best, most = n, score
			}
		}
		s.OldFrom, s.OldTo, s.NewFrom, s.NewTo = s.OldFrom+best, s.OldTo+best, s.NewFrom+best, s.NewTo+best
	}
	n, m := len(a), len(b)
	return fromChanges(list, n, m)
}

// boundary scores how naturally tokens[from:to] stands alone.
func boundary(tokens []policy.Token, from, to int) int {
	score := 0
	if from == 0 {
		score += 4
	} else {
		before := tokens[from-1].Text
		switch {
		case stop(before):
			score += 4
		case colon(before):
			score += 3
		case comma(before):
			score += 2
		}
		if from < len(tokens) && (tokens[from].Space || phraseBegins(before, tokens[from].Text)) {
			score++
		}
	}
	if to == len(tokens) {
		score += 2
	} else {
		last := tokens[to-1].Text
		switch {
		case stop(last):
			score += 2
		case colon(last) && last != ":" && last != "：", comma(last) && last != "—" && last != "–":
			score++
		}
	}
	if from < to && enclosed(tokens[from].Text, tokens[to-1].Text) {
		score += 3
	}
	return score
}

// phraseBegins reports whether a phrase of Japanese begins at a token: behind
// the particle or the ending of the one before.
func phraseBegins(before, first string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(first)
	return unicode.Is(unicode.Hiragana, last) && !unicode.Is(unicode.Hiragana, next) && unicode.IsLetter(next)
}

// enclosed reports whether two signs are a pair of brackets or quotation marks.
func enclosed(first, last string) bool {
	return is(first, unicode.Ps) && is(last, unicode.Pe) || is(first, unicode.Pi) && is(last, unicode.Pf)
}

// markMinor finds the edits that change no word, but for those that are known to.
// tokens are those that an edit deletes, and those that it inserts.
func markMinor(edits []Edit, tokens func(n int) (old, new []policy.Token)) {
	for first := 0; first < len(edits); {
		n := first
		var went, came []policy.Token
		for ; n < len(edits) && edits[n].Op != Match && !edits[n].Minor; n++ {
			old, new := tokens(n)
			went, came = joined(went, old), joined(came, new)
		}
		if n == first {
			first++
			continue
		}
		minor := policy.SameWords(went, came)
		for ; first < n; first++ {
			edits[first].Minor = minor
		}
	}
}
