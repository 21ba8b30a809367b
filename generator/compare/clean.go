package compare

import (
	"policyarchive/generator/policy"
)

// readable turns a shortest script into one that people read well: a few
// matching words between changes join them, edits slide to where a clause
// begins, and a stretch with hardly anything in common is replaced whole.
func readable(edits []Edit, a, b []policy.Token) []Edit {
	edits = joinIslands(edits, a, b)
	edits = replaceUnlike(edits, a)
	edits = slide(edits, a, b)
	markMinor(edits, a, b)
	return edits
}

// joinIslands absorbs matches that are too short, against the changes at both
// sides, to guide a reader.
func joinIslands(edits []Edit, a, b []policy.Token) []Edit {
	for {
		blocks := changes(edits)
		joined := false
		for i := 0; i+1 < len(blocks); i++ {
			left, right := blocks[i], blocks[i+1]
			island := a[left.OldTo:right.OldFrom]
			words, letters := weigh(island)
			if words > 3 {
				continue
			}
			l, r := left.weight(a, b), right.weight(a, b)
			if words == 0 && (l > 0 && r > 0) && len(island) <= 2 && !endsSentence(island) || words > 0 && letters*2 <= min(l, r) && l+r >= 4*letters {
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

func endsSentence(tokens []policy.Token) bool {
	for _, t := range tokens {
		switch t.Text {
		case ".", "!", "?", "。", ";":
			return true
		}
	}
	return false
}

// span is a change: old tokens that become new ones.
type span struct{ OldFrom, OldTo, NewFrom, NewTo int }

// trim gives back equal tokens at the ends of a change that joining put there.
func (s *span) trim(a, b []policy.Token) {
	for s.OldFrom < s.OldTo && s.NewFrom < s.NewTo && a[s.OldFrom].Text == b[s.NewFrom].Text {
		s.OldFrom, s.NewFrom = s.OldFrom+1, s.NewFrom+1
	}
	for s.OldFrom < s.OldTo && s.NewFrom < s.NewTo && a[s.OldTo-1].Text == b[s.NewTo-1].Text {
		s.OldTo, s.NewTo = s.OldTo-1, s.NewTo-1
	}
}

// weight is the larger number of letters at either side.
func (s span) weight(a, b []policy.Token) int {
	_, x := weigh(a[s.OldFrom:s.OldTo])
	_, y := weigh(b[s.NewFrom:s.NewTo])
	return max(x, y)
}

// weigh counts words and the letters in them.
func weigh(tokens []policy.Token) (words, letters int) {
	for _, t := range tokens {
		if w := t.Word(); w != "" {
			words++
			letters += len([]rune(w))
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
		for n := 1; n <= room && n <= from && tokens[from-n].Text == tokens[to-n].Text; n++ {
			if score := boundary(tokens, from-n, to-n); score > most {
				best, most = -n, score
			}
		}
		for n := 1; n <= ahead && to+n <= len(tokens) && tokens[from+n-1].Text == tokens[to+n-1].Text; n++ {
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
		switch tokens[from-1].Text {
		case ".", "!", "?", "。":
			score += 4
		case ";", ":":
			score += 3
		case ",", "、", "—", "–":
			score += 2
		}
		if from < len(tokens) && tokens[from].Space {
			score++
		}
	}
	if to == len(tokens) {
		score += 2
	} else {
		switch tokens[to-1].Text {
		case ".", "!", "?", "。":
			score += 2
		case ";", ",", "、":
			score++
		}
	}
	return score
}

// markMinor finds the edits that change no word.
func markMinor(edits []Edit, a, b []policy.Token) {
	for i := 0; i < len(edits); {
		if edits[i].Op == Match {
			i++
			continue
		}
		j := i
		var old, new []string
		for ; j < len(edits) && edits[j].Op != Match; j++ {
			old = append(old, policy.Words(a[edits[j].OldFrom:edits[j].OldTo])...)
			new = append(new, policy.Words(b[edits[j].NewFrom:edits[j].NewTo])...)
		}
		minor := equalWords(old, new)
		for ; i < j; i++ {
			edits[i].Minor = minor
		}
	}
}

func equalWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
