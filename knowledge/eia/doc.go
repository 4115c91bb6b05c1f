// Package eia says which environmental impact assessment a project needs, as
// far as the told facts allow, and proves it by the words of the national
// catalogue. A fact that is not known is never taken for no: the verdict is the
// set of levels that the unknown facts still leave possible.
package eia
