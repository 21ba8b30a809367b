package compare

// affordable bounds the table of LongestCommon: beyond it only what two
// stretches begin and end with is taken for common.
const affordable = 1 << 18

// LongestCommon pairs the members of two sequences of n and m that are equal,
// in order: what they begin and end with, and between these a longest common
// subsequence. Of several, it is the one that skips the first sequence's
// members first; the script of the compare page does the same.
func LongestCommon(n, m int, equal func(i, j int) bool) [][2]int {
	var pairs [][2]int
	from := 0
	for from < n && from < m && equal(from, from) {
		pairs = append(pairs, [2]int{from, from})
		from++
	}
	end := 0
	for n-end > from && m-end > from && equal(n-1-end, m-1-end) {
		end++
	}
	rows, columns := n-end-from, m-end-from
	if rows > 0 && columns > 0 && rows*columns <= affordable {
		width := columns + 1
		length := make([]uint16, (rows+1)*width)
		for i := rows - 1; i >= 0; i-- {
			for j := columns - 1; j >= 0; j-- {
				if equal(from+i, from+j) {
					length[i*width+j] = length[(i+1)*width+j+1] + 1
				} else {
					length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
				}
			}
		}
		for i, j := 0, 0; i < rows && j < columns; {
			switch {
			case equal(from+i, from+j):
				pairs = append(pairs, [2]int{from + i, from + j})
				i, j = i+1, j+1
			case length[(i+1)*width+j] >= length[i*width+j+1]:
				i++
			default:
				j++
			}
		}
	}
	for ; end > 0; end-- {
		pairs = append(pairs, [2]int{n - end, m - end})
	}
	return pairs
}
