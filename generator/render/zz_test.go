package render_test
import ("testing";"policyarchive/generator/policy";"policyarchive/generator/render";"fmt")
func TestZZ(t *testing.T){ d:=policy.Parse("a",[]byte("* 検索候補\n\nx検索\n\n* タイル\n\nタイルは\n")); fmt.Println(string(render.Fragment(d, render.Options{}))) }
