package open311

// The answers, with the names of the specification.

type errorEntry struct {
	XMLName     struct{} `xml:"error" json:"-"`
	Code        int      `xml:"code" json:"code"`
	Description string   `xml:"description" json:"description"`
}

type service struct {
	XMLName     struct{} `xml:"service" json:"-"`
	Code        string   `xml:"service_code" json:"service_code"`
	Name        string   `xml:"service_name" json:"service_name"`
	Description text     `xml:"description" json:"description"`
	Metadata    bool     `xml:"metadata" json:"metadata"`
	Type        string   `xml:"type" json:"type"`
	Keywords    text     `xml:"keywords" json:"keywords"`
	Group       string   `xml:"group" json:"group"`
}

type definition struct {
	XMLName    struct{}    `xml:"service_definition" json:"-"`
	Code       string      `xml:"service_code" json:"service_code"`
	Attributes []attribute `xml:"attributes>attribute" json:"attributes"`
}

type attribute struct {
	Variable            bool   `xml:"variable" json:"variable"` // false is information alone
	Code                string `xml:"code" json:"code"`
	Datatype            string `xml:"datatype" json:"datatype"`
	Required            bool   `xml:"required" json:"required"`
	DatatypeDescription text   `xml:"datatype_description" json:"datatype_description"`
	Order               int    `xml:"order" json:"order"`
	Description         string `xml:"description" json:"description"`
}

// filed answers a POST.
type filed struct {
	XMLName struct{} `xml:"request" json:"-"`
	ID      string   `xml:"service_request_id" json:"service_request_id"`
	Notice  text     `xml:"service_notice" json:"service_notice"`
	Account text     `xml:"account_id" json:"account_id"` // always empty
}

type tokenEntry struct {
	XMLName struct{} `xml:"request" json:"-"`
	ID      string   `xml:"service_request_id" json:"service_request_id"`
	Token   string   `xml:"token" json:"token"`
}

// request is what is public of a petition. What has no value here is always
// empty: it is told to nobody, or not known.
type request struct {
	XMLName     struct{} `xml:"request" json:"-"`
	ID          string   `xml:"service_request_id" json:"service_request_id"`
	Status      string   `xml:"status" json:"status"`
	StatusNotes text     `xml:"status_notes" json:"status_notes"`
	ServiceName string   `xml:"service_name" json:"service_name"`
	ServiceCode string   `xml:"service_code" json:"service_code"`
	Description text     `xml:"description" json:"description"` // always empty
	Agency      text     `xml:"agency_responsible" json:"agency_responsible"`
	Notice      text     `xml:"service_notice" json:"service_notice"`
	Requested   moment   `xml:"requested_datetime" json:"requested_datetime"`
	Updated     moment   `xml:"updated_datetime" json:"updated_datetime"`
	Expected    moment   `xml:"expected_datetime" json:"expected_datetime"`
	Address     text     `xml:"address" json:"address"`
	AddressID   text     `xml:"address_id" json:"address_id"` // always empty
	Zipcode     text     `xml:"zipcode" json:"zipcode"`       // always empty
	Lat         degree   `xml:"lat" json:"lat"`
	Long        degree   `xml:"long" json:"long"`
	MediaURL    text     `xml:"media_url" json:"media_url"` // always empty
}
