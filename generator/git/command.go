package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// command prepares a run of git in dir whose result depends on the repository
// alone. It ends with ctx.
func command(ctx context.Context, dir string, args ...string) (*exec.Cmd, *tail) {
	cmd := exec.CommandContext(ctx, "git", append([]string{
		"--no-pager", "--literal-pathspecs", "--no-replace-objects",
		"-c", "log.follow=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c",
		"log.diffMerges=first-parent",
	}, args...)...)
	stderr := &tail{}
	cmd.Dir = dir
	cmd.Env = environment(os.Environ())
	cmd.Stderr = stderr
	cmd.WaitDelay = time.Second
	apart(cmd)
	return cmd, stderr
}

// environment drops what would point git elsewhere or make it talk, and keeps
// how it finds itself and its configuration: that says whose repositories the
// user trusts. A partial clone must not fetch what it lacks: fetching runs
// commands that the repository's configuration names.
func environment(env []string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		kept := strings.HasPrefix(name, "GIT_CONFIG_") && name != "GIT_CONFIG_PARAMETERS" ||
			name == "GIT_EXEC_PATH" || name == "GIT_CEILING_DIRECTORIES" || name == "GIT_DISCOVERY_ACROSS_FILESYSTEM"
		return strings.HasPrefix(name, "GIT_") && !kept || name == "LANGUAGE"
	})
	return append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0",
		"GIT_GRAFT_FILE="+os.DevNull, "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none")
}

// run returns what git prints, without the last line end.
func run(ctx context.Context, dir string, args ...string) (string, error) {
	cmd, stderr := command(ctx, dir, args...)
	out, err := cmd.Output()
	if err != nil {
		return "", failure(ctx, err, stderr.String())
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// failure is the error of a run of git that ended with err.
func failure(ctx context.Context, err error, stderr string) error {
	stderr = strings.TrimSpace(stderr)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("git is not installed, or its folder is not in PATH; install it (https://git-scm.com/downloads)")
	case strings.Contains(stderr, "safe.directory") && !strings.Contains(stderr, "safe.bareRepository"):
		return untrusted(stderr)
	case strings.Contains(stderr, "promisor remote"):
		return fmt.Errorf("the repository is a partial clone and lacks objects; clone it whole, without --filter: git says %q", stderr)
	case stderr != "":
		return fmt.Errorf("git says %q: %w", stderr, err)
	}
	return fmt.Errorf("git: %w", err)
}

// untrusted explains git's refusal to read a repository that belongs to
// another user; git itself gives the command with the path it wants.
func untrusted(stderr string) error {
	advice := "git config --global --add safe.directory DIRECTORY"
	for line := range strings.Lines(stderr) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "git config ") {
			advice = line
		}
	}
	return fmt.Errorf("it belongs to another user, and git refuses to read it; if you trust it, run\n\t%s", advice)
}

// tail keeps the end of what git writes as errors.
type tail struct{ kept []byte }

// tailSize is enough for git's advice, and bounds what a damaged repository
// can make git say.
const tailSize = 4 << 10

// Write keeps the last tailSize bytes.
func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if extra := len(t.kept) - tailSize; extra > 0 {
		t.kept = slices.Delete(t.kept, 0, extra)
	}
	return len(p), nil
}

// String is what was kept. The process must have been waited for.
func (t *tail) String() string { return strings.ToValidUTF8(string(t.kept), "\uFFFD") }
