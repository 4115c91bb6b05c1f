package text

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	a := NewAnalyser()
	for i := 0; i < len(cantonese); i += 2 {
		if s := a.Simplify(cantonese[i]); s != cantonese[i] {
			fmt.Printf("KEY %s becomes %s\n", cantonese[i], s)
		}
		if i > 0 {
			for j := 0; j < i; j += 2 {
				if strings.HasPrefix(cantonese[i], cantonese[j]) {
					fmt.Printf("SHADOW %s by %s\n", cantonese[i], cantonese[j])
				}
			}
		}
	}
	for _, l := range [][]string{leading, trailing} {
		for _, p := range l {
			if s := a.Simplify(p); s != p {
				fmt.Printf("PAD %s becomes %s\n", p, s)
			}
		}
	}
	in, _ := os.ReadFile("/tmp/zz.txt")
	for l := range strings.Lines(string(in)) {
		l = strings.TrimRight(l, "\n")
		x := a.Analyse(l)
		ref, ok := FindReference(x.Norm)
		fmt.Printf("%s\n   norm=%q latin=%v ref=%+v %v grams=%v sounds=%v\n", l, x.Norm, x.Latin, ref, ok, x.Grams, x.Sounds)
	}
}
