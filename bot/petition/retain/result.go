package retain

// Count is what is due of one class, and of its cases those that are kept though
// their term is over, by why.
type Count struct {
	Class
	Due  int
	Kept map[Verdict]int
}

// Result is what was found, and, but for a dry run, done.
type Result struct {
	Counts []Count
	// More says that there was more than was to be done at once.
	More bool
}
