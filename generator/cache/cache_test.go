package cache

import "testing"

func TestOldestGoesFirst(t *testing.T) {
	c := New[string, int](2)
	c.Put("a", 1)
	c.Put("b", 2)
	c.Put("a", 3) // stays the oldest
	if v, ok := c.Get("a"); !ok || v != 3 {
		t.Errorf("a is %d, %v", v, ok)
	}
	c.Put("c", 4)
	if v, ok := c.Get("a"); ok || v != 0 {
		t.Errorf("a is %d after two others", v)
	}
	for key, want := range map[string]int{"b": 2, "c": 4} {
		if v, ok := c.Get(key); !ok || v != want {
			t.Errorf("%s is %d, %v", key, v, ok)
		}
	}
}
