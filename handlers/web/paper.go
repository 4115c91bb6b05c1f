package web

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"suihuan/knowledge"
)

// formAddress is where a project is described, and style what form and result
// look like.
const (
	formAddress = "/eia"
	style       = "eia.css"
)

// form is what the form shows. Item is 0 where none was named; Fault is empty
// or says why nothing was judged.
type form struct {
	Description string
	Item        int
	Fault       string
}

// paper writes the form and the page of a result. style is the address of the
// style sheet, or the style sheet itself.
type paper struct {
	templates *template.Template
	style     template.URL
}

// newPaper names the style sheet by its address.
func newPaper() (paper, error) {
	assets, err := readAssets(files, "static")
	if err != nil {
		return paper{}, fmt.Errorf("read static files: %w", err)
	}
	address, err := addresses(assets)(style)
	if err != nil {
		return paper{}, err
	}
	return parsePaper(template.URL(address)) // an address of our own, nothing that was sent
}

func parsePaper(style template.URL) (paper, error) {
	templates, err := template.ParseFS(files, "eia.html", "result.html")
	if err != nil {
		return paper{}, fmt.Errorf("read templates: %w", err)
	}
	return paper{templates, style}, nil
}

// Print writes the page of a result as one file that holds its style.
func Print(w io.Writer, r knowledge.Result) error {
	css, err := files.ReadFile("static/" + style)
	if err != nil {
		return fmt.Errorf("read style sheet: %w", err)
	}
	p, err := parsePaper(template.URL("data:text/css;base64," + base64.StdEncoding.EncodeToString(css))) // a file of our own
	if err != nil {
		return err
	}
	return p.result(w, r, "")
}

func (p paper) form(w io.Writer, f form) error {
	return p.templates.ExecuteTemplate(w, "eia.html", struct {
		form
		Style template.URL
	}{f, p.style})
}

// result writes the page of a result. again is where the form is; it is empty
// where there is none.
func (p paper) result(w io.Writer, r knowledge.Result, again string) error {
	return p.templates.ExecuteTemplate(w, "result.html", struct {
		printed
		Style template.URL
		Again string
	}{inWords(r), p.style, again})
}
