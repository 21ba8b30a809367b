package policy

import (
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"policyarchive/generator/internal/histories"
)

// asOne is the blocks of a text that was parsed in one piece.
func asOne(source []byte) []Block {
	whole := normalize(source)
	_, _, body := SplitFrontMatter(whole)
	return newMarkdown().parse([]byte(whole[body:])).all
}

// inPieces is the blocks of the same text as a parser has them.
func inPieces(p *Parser, source []byte) []Block {
	whole := normalize(source)
	_, _, body := SplitFrontMatter(whole)
	blocks, _ := p.blocks(whole[body:])
	return blocks
}

// samePieces holds that a text parsed piece by piece is what it is as one.
func samePieces(t testing.TB, p *Parser, source []byte) {
	t.Helper()
	want, got := asOne(source), inPieces(p, source)
	for i := range min(len(want), len(got)) {
		a, b := want[i], got[i]
		a.known, b.known = nil, nil
		if len(a.ids)+len(b.ids) == 0 {
			a.ids, b.ids = nil, nil
		}
		if len(a.Path)+len(b.Path) == 0 {
			a.Path, b.Path = nil, nil
		}
		if len(a.Tokens)+len(b.Tokens) == 0 {
			a.Tokens, b.Tokens, a.Offset, b.Offset = nil, nil, 0, 0
		}
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("block %d in pieces is\n%+v\nand as one\n%+v\nof\n%s", i, b, a, source)
		}
	}
	if len(want) != len(got) {
		t.Fatalf("%d blocks in pieces, %d as one, of\n%s", len(got), len(want), source)
	}
}

// TestPieces draws texts of trouble.
func TestPieces(t *testing.T) {
	p := NewParser()
	rapid.Check(t, func(rt *rapid.T) {
		source, _ := drawText(rt)
		samePieces(under{t, rt}, p, []byte(source))
	})
}

// TestPiecesOfHistories: one parser reads every version of every history.
func TestPiecesOfHistories(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		p := NewParser()
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			samePieces(t, p, data)
		}
	})
}

func FuzzPieces(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) < 1<<16 {
			samePieces(t, NewParser(), source)
		}
	})
}

// TestParserShares: what two texts have in common is stored once.
func TestParserShares(t *testing.T) {
	p := NewParser()
	a := p.Parse("a.md", []byte("# P\n\nOne stays.\n\n**Bold**\n\nTwo goes.\n"))
	b := p.Parse("b.md", []byte("# P\n\nAn intruder.\n\nOne stays.\n\n**Bold**\n\nThree comes.\n"))
	shared := func(x, y *Block) bool { return &x.Tokens[0] == &y.Tokens[0] }
	if !shared(&a.Blocks[1], &b.Blocks[2]) || !shared(&a.Blocks[2], &b.Blocks[3]) || shared(&a.Blocks[3], &b.Blocks[4]) {
		t.Error("equal blocks do not share their tokens, or others do")
	}
	if b.TokenPosition(2, 1).String() != "b.md:5:5" || a.TokenPosition(1, 1).String() != "a.md:3:5" {
		t.Errorf("their places are %s and %s", a.TokenPosition(1, 1), b.TokenPosition(2, 1))
	}
	if b.Blocks[3].Kind != Heading || b.Blocks[3].Tokens[0].Marks != 0 {
		t.Errorf("a bold line is no heading: %+v", b.Blocks[3])
	}
}

// TestParserAtOnce: goroutines may share a parser.
func TestParserAtOnce(t *testing.T) {
	text := []byte("# P\n\n## A\n\n**Bold**\n\nSee “A”.\n\n" + strings.Repeat("More words here.\n\n", 40))
	p := NewParser()
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 20 {
				source := append([]byte("## Head\n\nIntruder.\n\n"), text[:len(text)-(n+i)]...)
				if d := p.Parse("a.md", source); len(d.Sections) < 3 {
					t.Errorf("%d sections", len(d.Sections))
				}
			}
		})
	}
	wg.Wait()
}
