package synthetic_test

import (
	"os"
	"slices"

	"policyarchive/generator/internal/readweave"
	"policyarchive/generator/internal/synthetic"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// published is a weave that was written and read again.
func published(f failer, w *weave.Weave) (*weave.Weave, []weave.File) {
	files, err := w.Files()
	if err != nil {
		f.Fatalf("%v", err)
	}
	again, err := readweave.Read(files[0].Data, func(name string) ([]byte, error) {
		i := slices.IndexFunc(files, func(file weave.File) bool { return file.Name == name })
		if i < 0 {
			return nil, os.ErrNotExist
		}
		return files[i].Data, nil
	})
	if err != nil {
		f.Fatalf("%v", err)
	}
	return again, files
}

// wovenTexts: the published weave has the text of every version.
func wovenTexts(f failer, h *reading) {
	for n := range h.Versions {
		sameText(f, h, n, h.weave.Document(n))
	}
}

// pairs are some pairs of n versions: neighbours and others, both ways.
func pairs(n int) [][2]int {
	var list [][2]int
	for _, apart := range []int{1, 2, 3, 7, 31, n - 1} {
		for i := 0; i+apart < n; i += 1 + apart {
			if p := [2]int{i, i + apart}; !slices.Contains(list, p) {
				list = append(list, p, [2]int{i + apart, i})
			}
		}
	}
	return list
}

// wovenPairs: the comparison of any two versions that comes from the weave
// holds both texts, and says what is true of them.
func wovenPairs(f failer, h *reading) {
	for at, p := range pairs(len(h.docs)) {
		c := h.weave.Compare(h.comparer, p[0], p[1], h.docs[p[0]], h.docs[p[1]])
		if at%3 == 0 { // rendering takes long
			redline(f, h, p[0], p[1], c)
		}
		truth := h.Between(p[0], p[1])
		if got := synthetic.Kind(c.Verdict.Kind); !truth.ToldFromAfar(got) {
			failed(f, h, p[1], "from version %d the verdict is %q, not %q: %s\n%s", p[0], got, truth.Kind, c.Verdict.Sentence(),
				marked(c))
		}
	}
}

// far: two versions that lie apart differ by the words that came and went in
// between, and hardly more.
func far(f failer, h *reading) {
	told, true := 0, 0
	for _, p := range pairs(len(h.docs)) {
		v := h.woven.Between(p[0], p[1]).Verdict
		added, removed := h.Between(p[0], p[1]).Words()
		if h.Script == synthetic.CJK {
			added, removed = lettersOf(h.Between(p[0], p[1]).Added), lettersOf(h.Between(p[0], p[1]).Removed)
		}
		told, true = told+v.WordsAdded+v.WordsRemoved, true+added+removed
	}
	if told > true+true/10+10 {
		failed(f, h, len(h.Versions)-1, "all pairs have %d words that came or went; it were %d", told, true)
	}
}

// ages: no word is told to be younger than it is.
func ages(f failer, h *reading) {
	history := h.Since()
	var all []weave.Ages
	h.weave.EachAges(func(_ int, ages weave.Ages) { all = append(all, ages) })
	double := map[int]bool{} // words that stood in a part that stood twice
	for n, v := range h.Versions {
		doc := h.weave.Document(n)
		_, blocks, err := placed(doc, v)
		if err != nil {
			failed(f, h, n, "%v", err)
		}
		count := v.Count()
		told, since := all[n], history[n]
		for i, s := range v.Sections {
			for j, p := range s.Parts {
				b := blocks[i][j]
				if count[p.Text] > 1 {
					for _, w := range p.Words {
						double[w.ID] = true
					}
				}
				if slices.ContainsFunc(p.Words, func(w synthetic.Word) bool { return double[w.ID] }) {
					continue // nobody can tell which of them is which
				}
				if w, at, ok := younger(doc.Blocks[b].Tokens, told[b], p, since); ok {
					failed(f, h, n, "%q of %q is told to stand since version %d, and has since %d", w, p.Text, at,
						since[wordNamed(p, w)])
				}
			}
		}
	}
}

func wordNamed(p synthetic.Part, text string) int {
	for _, w := range p.Words {
		if w.Text == text {
			return w.ID
		}
	}
	return 0
}

// younger finds a word of a part that is told to have come later than it did.
// Letters tell which tokens make a word.
func younger(tokens []policy.Token, told []int, p synthetic.Part, since map[int]int) (word string, at int, found bool) {
	var ages []int // of each letter
	for i, t := range tokens {
		for range []rune(letters(t.Text)) {
			ages = append(ages, told[i])
		}
	}
	n := 0
	for k, w := range p.Words {
		latest := since[w.ID]
		// A token of a script without blanks may reach into the words around it.
		for _, d := range []int{-1, 1} {
			if k+d >= 0 && k+d < len(p.Words) && letters(w.Text) != "" && []rune(w.Text)[0] > 0x2E7F {
				latest = max(latest, since[p.Words[k+d].ID])
			}
		}
		for range []rune(letters(w.Text)) {
			if n < len(ages) && ages[n] > latest {
				return w.Text, ages[n], true
			}
			n++
		}
	}
	return "", 0, false
}
