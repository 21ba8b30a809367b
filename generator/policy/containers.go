package policy

// fit returns the containers that have to stand between a parent and what is
// put into it, so that the structure is one that HTML allows: rows in tables,
// cells in rows, items in lists. Raw HTML in policies often leaves them out.
func fit(parent *Container, child ContainerKind) []Container {
	one := func(kinds ...ContainerKind) []Container {
		list := make([]Container, len(kinds))
		for i, k := range kinds {
			list[i] = Container{Kind: k}
		}
		return list
	}
	if parent != nil {
		switch parent.Kind {
		case Table:
			switch child {
			case Row, Caption:
				return nil
			case Cell, HeaderCell:
				return one(Row)
			}
			return append(one(Row, Cell), fit(&Container{Kind: Cell}, child)...)
		case Row:
			switch child {
			case Cell, HeaderCell:
				return nil
			}
			return append(one(Cell), fit(&Container{Kind: Cell}, child)...)
		case Bullets, Numbers:
			if child == Item {
				return nil
			}
			return append(one(Item), fit(&Container{Kind: Item}, child)...)
		case Terms:
			if child == Term || child == Description {
				return nil
			}
			return append(one(Description), fit(&Container{Kind: Description}, child)...)
		}
	}
	switch child {
	case Row, Caption:
		return one(Table)
	case Cell, HeaderCell:
		return one(Table, Row)
	case Item:
		return one(Bullets)
	case Term, Description:
		return one(Terms)
	}
	return nil
}

// wordsInside stands for a block's words where fit wants a child.
const wordsInside ContainerKind = 255

// innermost is the container that is open now; nil at the top.
func (b *builder) innermost() *Container {
	if len(b.path) == 0 {
		return nil
	}
	return &b.path[len(b.path)-1]
}

// push opens a container, and those that have to stand around it.
func (b *builder) push(c Container) {
	b.flush()
	if c.Kind == Caption && b.fresh == len(b.path) && len(b.path) > 0 && b.innermost().Kind == Table {
		c.Kind = Row // behind rows a caption is one of them
	}
	for _, f := range append(fit(b.innermost(), c.Kind), c) {
		b.path = append(b.path[:len(b.path):len(b.path)], f)
		b.fresh = min(b.fresh, len(b.path)-1)
	}
}

func (b *builder) pop(depth int) {
	b.flush()
	if depth < len(b.path) {
		b.path = b.path[:depth]
		b.fresh = min(b.fresh, depth)
	}
}

// number gives the innermost container, an ordered list, the number that its
// next item has. If nothing stands in the list yet, or a heading interrupted
// it, it begins there.
func (b *builder) number(n int) Container {
	last := len(b.path) - 1
	if b.fresh <= last && b.path[last].Start != n {
		list := b.path[last]
		list.Start = n
		b.path = append(b.path[:last:last], list)
	}
	return Container{Kind: Item, Start: n}
}
