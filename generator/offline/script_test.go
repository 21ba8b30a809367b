package offline

import "testing"

func TestClassic(t *testing.T) {
	for _, c := range []struct{ module, want string }{
		{`var a=1;export{a as open,b};` + "\n",
			"offline.modules[\"x.js\"]=(async()=>{\"use strict\";var a=1;\n;return{open:a,b:b}})();\n"},
		{"let f=await import(p);g(f.reexport)",
			"offline.modules[\"x.js\"]=(async()=>{\"use strict\";let f=await offline.load(p);g(f.reexport)\n;return{}})();\n"},
		{"/* export{none} */f()// no end of line",
			"offline.modules[\"x.js\"]=(async()=>{\"use strict\";/* export{none} */f()// no end of line\n;return{}})();\n"},
	} {
		if got, err := classic("x.js", []byte(c.module)); err != nil || string(got) != c.want {
			t.Errorf("%s becomes\n%s\nnot\n%s\n%v", c.module, got, c.want, err)
		}
	}
	if got, err := classic("x.js", []byte(`export{a as "a b"}`)); err == nil {
		t.Errorf("a name that is no identifier is exported: %s", got)
	}
}
