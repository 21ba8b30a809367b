package remote

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestSend(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a redirect was followed")
	}))
	defer elsewhere.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || string(body) != "question" || r.UserAgent() != "test" || r.Header.Get("Content-Type") != "text/x" {
			t.Errorf("it was sent %q as %s by %s: %v", body, r.Header.Get("Content-Type"), r.UserAgent(), err)
		}
		if len(r.Cookies()) > 0 {
			t.Error("a cookie was sent")
		}
		http.SetCookie(w, &http.Cookie{Name: "who", Value: "you", Path: "/"})
		switch r.URL.Path {
		case "/redirect":
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
		case "/broken":
			w.Header().Set("Content-Length", "9")
			_, _ = io.WriteString(w, "1234")
		default:
			_, _ = io.WriteString(w, "1234567")
		}
	}))
	defer server.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	send := func(path string) (*Answer, error) {
		at, err := url.Parse(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		p := Post{Address: at, UserAgent: "test", ContentType: "text/x", Body: []byte("question"), MaxAnswer: 4}
		return p.Send(t.Context(), client)
	}
	for range 2 {
		if answer, err := send("/"); err != nil || answer.StatusCode != http.StatusOK || string(answer.Body) != "12345" {
			t.Errorf("it answers %v: %v; want one byte more than it may have", answer, err)
		}
	}
	if answer, err := send("/redirect"); err != nil || answer.StatusCode != http.StatusFound {
		t.Errorf("it answers %v: %v; want the redirect", answer, err)
	}
	if answer, err := send("/broken"); err == nil || !strings.Contains(err.Error(), "the answer broke off") {
		t.Errorf("it answers %v: %v; want that it broke off", answer, err)
	}
}

func TestCheckSecure(t *testing.T) {
	for address, secure := range map[string]bool{
		"https://example.org/": true, "http://localhost:8080/": true, "http://127.0.0.1/": true, "http://[::1]/": true,
		"http://example.org/": false, "http://127.0.0.1.example.org/": false, "http://10.0.0.1/": false,
		"ftp://localhost/": false,
	} {
		at, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckSecure(at); (err == nil) != secure {
			t.Errorf("%s: %v", address, err)
		}
	}
}
