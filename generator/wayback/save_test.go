package wayback_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/internal/fakearchive"
	"policyarchive/generator/wayback"
)

func TestRequestCapture(t *testing.T) {
	const page = "https://policies.example.org/privacy/archive/2016-11-04/?a=b&c"
	status, answer, requests := 200, "", 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		if r.Method != http.MethodPost || r.URL.Path != "/save" || r.FormValue("url") != page ||
			r.Header.Get("Authorization") != "LOW access:secret" || r.Header.Get("Accept") != "application/json" {
			t.Errorf("asked %s %s %v, %v", r.Method, r.URL, r.Header, r.Form)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(answer))
	}))
	defer server.Close()
	clock := fakearchive.NewClock()
	client, err := wayback.New(wayback.Options{Endpoint: server.URL, UserAgent: "test", Now: clock.Now, Wait: clock.Wait,
		Delay: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	for n, c := range []struct {
		status       int
		answer, want string
	}{
		{200, `{"url":"https://policies.example.org/","job_id":"spn2-1"}`, ""},
		{200, `{"status":"error","message":"This URL was already captured 10 times today."}`, "already captured 10 times"},
		{401, `{"message":"You need to be logged in to use Save Page Now."}`, "does not know the key"},
		{429, ``, "429 Too Many Requests"},
		{503, ``, "503 Service Unavailable"},
		{200, `<!doctype html>`, "not in the form that is known"},
		{302, ``, "302 Found"},
	} {
		status, answer = c.status, c.answer
		number, err := client.RequestCapture(t.Context(), page, "access:secret")
		switch {
		case c.want == "" && (err != nil || number != "spn2-1"):
			t.Errorf("%d %s: %q, %v", c.status, c.answer, number, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || number != ""):
			t.Errorf("%d %s: %q, %v, want %s", c.status, c.answer, number, err, c.want)
		}
		if requests != n+1 {
			t.Errorf("%d %s: %d requests, want %d", c.status, c.answer, requests, n+1)
		}
	}
	if waits := clock.Waits(); len(waits) != 6 || waits[0] < 4*time.Second {
		t.Errorf("between 7 requests it waited %v", waits)
	}
	for _, key := range []string{"", "access", ":secret", "access:", "access:sec\nret"} {
		if _, err := client.RequestCapture(t.Context(), page, key); err == nil || strings.Contains(err.Error(), "sec\n") {
			t.Errorf("%q: %v", key, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.RequestCapture(ctx, page, "access:secret"); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}
