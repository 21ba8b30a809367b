package archive

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/tools"
)

var (
	aDigest = Digest([]byte("a"))
	bDigest = Digest([]byte("b"))
)

func TestParseManifest(t *testing.T) {
	text := aDigest + "  privacy/2016-11-04.2/policy.md\n" + bDigest + "  privacy/2016-11-04/policy.md\n"
	m, err := ParseManifest("SHA256SUMS", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if string(m.Format()) != text {
		t.Errorf("written as\n%s", m.Format())
	}
	if d, ok := m.Lookup("privacy/2016-11-04/policy.md"); !ok || d != bDigest {
		t.Errorf("Lookup found %q, %v", d, ok)
	}
	if d, ok := m.Lookup("privacy/2016-11-04/version.json"); ok {
		t.Errorf("Lookup found %q", d)
	}
}

func TestParseManifestFaults(t *testing.T) {
	good := aDigest + "  privacy/2016-11-04/policy.md\n"
	for _, c := range []struct{ name, text, want string }{
		{"empty line", good + "\n", "SHA256SUMS:2: is empty"},
		{"text", "hello\n" + good, "SHA256SUMS:1: is not 64"},
		{"short digest", aDigest[1:] + "  privacy/2016-11-04/policy.md\n", ":1: is not 64"},
		{"upper case", strings.ToUpper(aDigest) + "  privacy/2016-11-04/policy.md\n", ":1: is not 64"},
		{"one space", aDigest + " privacy/2016-11-04/policy.md\n", ":1: is not 64"},
		{"binary mark", aDigest + " *privacy/2016-11-04/policy.md\n", ":1: is not 64"},
		{"escaped", "\\" + good, ":1: is not 64"},
		{"no path", aDigest + "  \n", ":1: is not 64"},
		{"two parts", aDigest + "  privacy/policy.md\n", "three parts"},
		{"outside", aDigest + "  ../2016-11-04/policy.md\n", `".." is not a policy name`},
		{"absolute", aDigest + "  /2016-11-04/policy.md\n", `"" is not a policy name`},
		{"no date", aDigest + "  privacy/2016-11-31/policy.md\n", "2016-11-31"},
		{"file name", aDigest + "  privacy/2016-11-04/.policy.md\n", `".policy.md" is not a file name`},
		{"cut off", good[:len(good)-1], ":1: the last line does not end"},
		{"twice", good + good, ":2: lists privacy/2016-11-04/policy.md again (first on line 1)"},
		{"out of order", good + aDigest + "  privacy/2016-11-03/policy.md\n", ":2: is out of order"},
		{"carriage return", strings.Replace(good, "\n", "\r\n", 1), ":1: ends in a carriage return"},
		{"conflict", "<<<<<<< HEAD\n" + good, ":1: is a conflict marker"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseManifest("SHA256SUMS", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Count(err.Error(), "\n") > 0 {
				t.Errorf("error is %q, want %q in one line", err, c.want)
			}
		})
	}
	_, err := ParseManifest("SHA256SUMS", []byte("x\n"+good+"y\n"+good))
	for _, want := range []string{"SHA256SUMS:1: is not", "SHA256SUMS:3: is not", "SHA256SUMS:4: lists"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("not every fault is reported: %v", err)
		}
	}
}

func FuzzParseManifest(f *testing.F) {
	good := aDigest + "  privacy/2016-11-04/policy.md\n"
	f.Add([]byte(good))
	f.Add([]byte(good + bDigest + "  privacy/2016-11-04/version.json\n"))
	f.Add([]byte(good + good))
	f.Add([]byte(strings.Replace(good, "\n", "\r\n", 1) + "\n"))
	f.Add([]byte(good[:70]))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, faults := scanManifest("SHA256SUMS", data)
		m, err := ParseManifest("SHA256SUMS", data)
		if (err == nil) != (len(faults) == 0) {
			t.Fatalf("%d faults, but error %v", len(faults), err)
		}
		for _, l := range lines {
			if !isDigest(l.Digest) || checkFilePath(l.Path) != nil || l.line < 1 || l.line > bytes.Count(data, []byte("\n"))+1 {
				t.Errorf("line %+v", l)
			}
		}
		if err != nil {
			return
		}
		if !bytes.Equal(m.Format(), data) {
			t.Errorf("%q was written as %q", data, m.Format())
		}
		for _, e := range m {
			if d, ok := m.Lookup(e.Path); !ok || d != e.Digest {
				t.Errorf("Lookup(%q) = %q, %v", e.Path, d, ok)
			}
		}
	})
}

// The doc comment of Manifest promises the output of a shell line.
func TestManifestIsWhatTheShellPrints(t *testing.T) {
	for _, program := range []string{"sh", "find", "sort", "xargs", "sha256sum"} {
		tools.Program(t, program)
	}
	dir := filepath.Join(t.TempDir(), "archive")
	mustAdd(t, dir,
		imported("privacy", "2016-11-04", "one\n", "<p>"), addition("privacy", "2016-11-04", "two"),
		addition("privacy-2", "2016-11-04", "three"), addition("privacy", "2012-01-01", "four"))
	cmd := exec.Command("sh", "-c", "find * -mindepth 2 -type f | LC_ALL=C sort | xargs sha256sum")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir)[ManifestFile]; got != string(out) {
		t.Errorf("manifest:\n%s\nshell:\n%s", got, out)
	}
	cmd = exec.Command("sha256sum", "--check", "--strict", ManifestFile)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("sha256sum -c: %v\n%s", err, out)
	}
}
