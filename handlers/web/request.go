package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"suihuan/knowledge"
)

// fault is why a sheet was not judged: to programs in English, to people in
// words.
type fault struct {
	status      int
	text, words string
}

func (f fault) Error() string { return f.text }

// What a request is refused for beside what is wrong with its facts.
var (
	errTooMany  = fault{http.StatusTooManyRequests, "too many requests, try again in a second", "现在查的人多，请等一会儿再提交。"}
	errNoSheet  = fault{http.StatusBadRequest, "the body is no fact sheet: {description, item, facts}", "没有收好您写的内容，请再提交一次；太长的话请写短一点。"}
	errMore     = fault{http.StatusBadRequest, "something follows the fact sheet", "收到的内容格式不对，请再提交一次。"}
	errTooLong  = fault{http.StatusBadRequest, "the description is too long", "写得太长了，请缩到2000字以内：做什么产品、用什么工艺、规模多大。"}
	errNoNumber = fault{http.StatusBadRequest, "the item is no number", "名录项号请只写数字，比如53；不知道就空着。"}
)

// unfit is a sheet that does not fit the catalogue. Only programs give facts, and
// read which of them is meant.
func unfit(s knowledge.Sheet, err error) fault {
	f := fault{http.StatusUnprocessableEntity, err.Error(), "名录里没有您填的项号，请改了再提交；不知道就空着。"}
	if len(s.Facts) > 0 {
		f.words = "填的资料对不上名录，请改了再提交（" + err.Error() + "）。"
	}
	return f
}

// longestDescription is how much of a description is read, in bytes.
const longestDescription = 6000

// request is what was sent, and whether a page is to come back.
type request struct {
	body       []byte
	form, page bool
	err        error // of reading it
}

// hear reads a request. A body that begins like JSON is JSON, whatever its type
// says: curl -d calls everything a form, and a form never begins so.
func hear(w http.ResponseWriter, r *http.Request) request {
	var asked request
	asked.body, asked.err = io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	asked.form = err == nil && kind == "application/x-www-form-urlencoded" && !bytes.HasPrefix(bytes.TrimSpace(asked.body), []byte("{"))
	asked.page = asked.form || accepts(r, "Accept", "text/html") && !accepts(r, "Accept", "application/json")
	return asked
}

// sheet reads the fact sheet. With a fault it is what was understood of it.
func (r request) sheet() (knowledge.Sheet, error) {
	if r.err != nil {
		return knowledge.Sheet{}, errNoSheet
	}
	read := readJSON
	if r.form {
		read = readForm
	}
	sheet, err := read(r.body)
	if err == nil && len(sheet.Description) > longestDescription {
		return sheet, errTooLong
	}
	return sheet, err
}

func readJSON(body []byte) (knowledge.Sheet, error) {
	var sheet knowledge.Sheet
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&sheet); err != nil {
		return sheet, errNoSheet
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return sheet, errMore
	}
	return sheet, nil
}

// readForm reads description and, where one is named, item. A form writes each
// line's end with two characters.
func readForm(body []byte) (knowledge.Sheet, error) {
	values, err := url.ParseQuery(string(body))
	if err != nil || !values.Has("description") {
		return knowledge.Sheet{}, errNoSheet
	}
	text := strings.ReplaceAll(values.Get("description"), "\r\n", "\n")
	sheet := knowledge.Sheet{Description: strings.ToValidUTF8(strings.TrimSpace(text), "\uFFFD")}
	item := strings.TrimSpace(values.Get("item"))
	if item == "" {
		return sheet, nil
	}
	if sheet.Item, err = strconv.Atoi(item); err != nil {
		return sheet, errNoNumber
	}
	return sheet, nil
}
