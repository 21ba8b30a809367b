// Package cache keeps a bounded number of values: when there are more, those that
// came first go first.
package cache

// Cache keeps values by their keys. It is not safe for concurrent use.
type Cache[K comparable, V any] struct {
	most   int
	values map[K]V
	order  []K // the keys, as they came
}

// New returns an empty cache of so many values.
func New[K comparable, V any](most int) *Cache[K, V] {
	return &Cache[K, V]{most: most, values: map[K]V{}}
}

// Get returns the value of a key, and whether there is one.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	value, known := c.values[key]
	return value, known
}

// Put keeps a value, and lets the oldest go if there are too many.
func (c *Cache[K, V]) Put(key K, value V) {
	if _, known := c.values[key]; !known {
		c.order = append(c.order, key)
	}
	c.values[key] = value
	if len(c.order) > c.most {
		delete(c.values, c.order[0])
		c.order = c.order[1:]
	}
}
