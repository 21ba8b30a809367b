package main
import ("fmt";"os";"encoding/json";"policyarchive/generator/capture";"path";"time")
func main(){ for _,f:=range os.Args[1:]{ b,_:=os.ReadFile(f); t:=time.Now(); r,err:=capture.Restore(capture.Capture{Name:path.Base(f),Data:b},capture.Options{Original:os.Getenv("ORIG"),Selector:os.Getenv("SEL")}); d:=time.Since(t)
 if os.Getenv("TEXT")!="" && r!=nil {os.Stdout.Write(r.Text)}
 fmt.Println("==",f,err,d); if r!=nil { for _,x:=range r.Restorations{ j,_:=json.Marshal(x); s:=string(j); if len(s)>300{s=s[:300]};fmt.Println("  ",s)}; fmt.Printf("   %v %v pub=%s eff=%s %s %s\n",r.Captured,r.DayOnly,r.Published,r.Effective,r.Original,r.Archived); for _,x:=range r.Doubts{fmt.Println("   DOUBT",x)}}}}
