package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// commit is one commit of the main line that changed a watched path.
type commit struct {
	hash    string
	time    time.Time
	subject string
	// files are the watched paths that it changed, as they are after it.
	files map[string]entry
	// folders are the watched paths that are folders in which it changed
	// something that is still there.
	folders []string
}

// entry is what a path is in a commit; the zero entry is nothing.
type entry struct {
	mode string // as in git's trees: 100644, 100755, 120000, 160000
	id   string
}

func (e entry) isFile() bool   { return strings.HasPrefix(e.mode, "100") }
func (e entry) isLink() bool   { return e.mode == "120000" }
func (e entry) isModule() bool { return e.mode == "160000" }

// log returns the commits of the main line below tip that changed one of the
// paths, oldest first, each compared with its first parent. For a path that is
// a folder, folders has the file in it that was changed last.
func (r *Repository) log(outer context.Context, tip string, paths []string) (commits []commit,
	folders map[string]string, err error) {
	ctx, cancel := context.WithCancel(outer)
	defer cancel()
	cmd, stderr := command(ctx, r.root, append([]string{
		"log", "--first-parent", "-m", "--raw", "-r", "-z", "--no-abbrev", "--no-renames", "--no-color", "-O" + os.DevNull,
		"--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "--encoding=UTF-8", "--format=%H %ct %s", tip, "--",
	}, paths...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, fmt.Errorf("git log: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, failure(ctx, err, "")
	}
	folders = map[string]string{}
	reading := readLog(out, paths, func(c commit, inside map[string]string) {
		for folder, file := range inside {
			if folders[folder] == "" {
				folders[folder] = file
			}
		}
		if len(c.files) > 0 {
			commits = append(commits, c)
		}
	})
	cutOff := errors.Is(reading, io.ErrUnexpectedEOF)
	if reading != nil && !cutOff {
		cancel()
	}
	if err := cmd.Wait(); err != nil && (reading == nil || cutOff) {
		return nil, nil, failure(outer, err, stderr.String())
	}
	slices.Reverse(commits)
	return commits, folders, reading
}

// readLog reads the output of log: for each commit the line of --format and,
// for each changed path, what git-diff(1) calls the raw output format, all
// separated by NUL.
func readLog(r io.Reader, paths []string, each func(c commit, inside map[string]string)) error {
	in := bufio.NewReader(r)
	var c commit
	var inside map[string]string
	flush := func() {
		if c.hash != "" {
			each(c, inside)
		}
	}
	for {
		token, err := in.ReadString(0)
		if errors.Is(err, io.EOF) {
			flush()
			return nil
		}
		if err != nil {
			return fmt.Errorf("read git log: %w", err)
		}
		token = strings.TrimPrefix(strings.TrimSuffix(token, "\x00"), "\n")
		if !strings.HasPrefix(token, ":") {
			flush()
			if c, err = readHeader(token); err != nil {
				return err
			}
			inside = map[string]string{}
			continue
		}
		name, err := in.ReadString(0)
		if err != nil {
			return fmt.Errorf("read git log: %w", io.ErrUnexpectedEOF)
		}
		fields := strings.Fields(token)
		if len(fields) != 5 || c.hash == "" {
			return fmt.Errorf("git log gave a change of a form that is not known: %q", token)
		}
		var e entry
		if fields[4] != "D" {
			e = entry{mode: fields[1], id: fields[3]}
		}
		c.change(strings.TrimSuffix(name, "\x00"), e, paths, inside)
	}
}

// readHeader reads "HASH TIME SUBJECT".
func readHeader(s string) (commit, error) {
	hash, rest, _ := strings.Cut(s, " ")
	seconds, subject, _ := strings.Cut(rest, " ")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return commit{}, fmt.Errorf("the commit %q has no date that can be read; see it with `git cat-file -p`", hash)
	}
	return commit{hash: hash, time: time.Unix(n, 0).UTC(), subject: strings.ToValidUTF8(subject, "\uFFFD"),
		files: map[string]entry{}}, nil
}

// change notes that the commit made e of a name: of one of the paths, or of a
// file inside one that is a folder.
func (c *commit) change(name string, e entry, paths []string, inside map[string]string) {
	for _, p := range paths {
		switch {
		case name == p:
			c.files[p] = e
		case strings.HasPrefix(name, p+"/"):
			inside[p] = name
			if e != (entry{}) && !slices.Contains(c.folders, p) {
				c.folders = append(c.folders, p)
			}
		}
	}
}
