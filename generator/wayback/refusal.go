package wayback

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// refusal makes an error of an answer of the index that is no list.
func refusal(r *http.Response, body io.Reader, target string) error {
	text, err := io.ReadAll(io.LimitReader(body, 64<<10))
	if err != nil {
		return err
	}
	if excluded(r, text) {
		return &ExcludedError{Address: target}
	}
	if r.StatusCode >= 300 && r.StatusCode < 400 {
		return fmt.Errorf("the archive sends on to %q; give that server as the endpoint if you trust it",
			r.Header.Get("Location"))
	}
	return fmt.Errorf("the archive answers %w; check the address, and whether the endpoint is a web archive",
		&statusError{r.StatusCode, r.Header.Get(runtimeError)})
}

// runtimeError is the header in which the archive's program says what failed.
const runtimeError = "X-Archive-Wayback-Runtime-Error"

// excluded reports whether the archive may not show what was asked for. The
// names are those of exceptions in its program.
func excluded(r *http.Response, text []byte) bool {
	reason := append([]byte(r.Header.Get(runtimeError)), text...)
	return r.StatusCode >= 400 && (bytes.Contains(reason, []byte("AdministrativeAccessControlException")) ||
		bytes.Contains(reason, []byte("RobotAccessControlException")))
}
