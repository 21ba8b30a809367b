package hugo

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/afero"
)

// TestSenderTakesFilesAtOnce: what Hugo writes from many goroutines, while files are
// sent as they are, arrives whole, and a file that is not finished stays.
func TestSenderTakesFilesAtOnce(t *testing.T) {
	var sent bytes.Buffer
	s := newSender(&sent)
	const writers, files = 8, 20
	text := func(name string) string { return strings.Repeat(name+"\n", 100) }
	var work sync.WaitGroup
	for w := range writers {
		work.Go(func() {
			for n := range files {
				name := fmt.Sprintf("/%d/%d.html", w, n)
				if err := afero.WriteFile(s, name, []byte(text(name[1:])), 0o644); err != nil {
					t.Error(err)
				}
				name = fmt.Sprintf("%d/%d.css", w, n)
				if err := s.send(name, []byte(text(name)), time.Unix(1, 0)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Wait()
	if err := afero.WriteFile(s, "/later.html", unfinished, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	arrived := map[string]bool{}
	r := tar.NewReader(&sent)
	for {
		f, err := readFile(r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != lastName && string(f.Data) != text(f.Name) {
			t.Errorf("%s has %d bytes", f.Name, len(f.Data))
		}
		arrived[f.Name] = true
	}
	if want := 2*writers*files + 1; len(arrived) != want || !arrived[lastName] || arrived["later.html"] {
		t.Errorf("%d files arrived, want %d", len(arrived), want)
	}
}
