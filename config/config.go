package config

// Config is one installation. The zero value is not usable; Load with no file
// and no environment gives the defaults, on which the service runs by itself.
type Config struct {
	Listen    string   `yaml:"listen"` // host:port; port 0 picks a free one
	Data      string   `yaml:"data"`   // folder of what is kept on this machine, such as the embedded database
	Redis     Redis    `yaml:"redis"`
	Database  Database `yaml:"database"`
	Seal      Seal     `yaml:"seal"`
	WeChat    WeChat   `yaml:"wechat"`
	WeCom     WeCom    `yaml:"wecom"`
	AIBot     AIBot    `yaml:"aibot"`
	Open311   Open311  `yaml:"open311"`
	Routing   string   `yaml:"routing"`   // YAML file in place of the embedded routing rules; empty = embedded
	Content   string   `yaml:"content"`   // folder in place of the embedded knowledge; empty = embedded
	Calendars []string `yaml:"calendars"` // YAML files with a year's holidays each, before those that the program has
	Units     []Unit   `yaml:"units"`
	Log       Log      `yaml:"log"`
}

// Redis is where sessions, claims, limits and tokens are kept.
type Redis struct {
	URL Secret `yaml:"url"` // redis:// or rediss://, secret for its password; empty = in the process
}

// Database is where petitions are kept.
type Database struct {
	URL Secret `yaml:"url"` // postgres://, secret for its password; empty = SQLite under Config.Data
}

// Seal is what keeps the database unreadable to others.
type Seal struct {
	Keys  Secret `yaml:"keys"`  // master keys, id:base64 of 32 bytes, the newest first; empty = drawn: in the file seal.key under Config.Data with SQLite, in the database with PostgreSQL
	Suite string `yaml:"suite"` // of what is sealed from now on: aes-gcm or sm4-gcm
}

// WeChat is the Official Account.
type WeChat struct {
	AppID   string `yaml:"app_id"`
	Secret  Secret `yaml:"secret"`
	Token   Secret `yaml:"token"`    // signs the callbacks
	AESKey  Secret `yaml:"aes_key"`  // EncodingAESKey, 43 characters; needed unless Mode is plain
	Account string `yaml:"account"`  // original id, gh_…; empty = not compared
	Mode    string `yaml:"mode"`     // safe, compat or plain, as set in the account's console
	APIBase string `yaml:"api_base"` // scheme and host of the platform
}

// Enabled tells whether the channel is on: any of its keys is set, apart from
// the mode and the address, which have defaults.
func (w WeChat) Enabled() bool { return w != WeChat{Mode: w.Mode, APIBase: w.APIBase} }

// WeCom is the self-built WeCom app, through which officers work and customer
// service events arrive.
type WeCom struct {
	CorpID  string `yaml:"corp_id"`
	AgentID int    `yaml:"agent_id"` // 0 = not set
	Secret  Secret `yaml:"secret"`
	Token   Secret `yaml:"token"`    // signs the callbacks
	AESKey  Secret `yaml:"aes_key"`  // EncodingAESKey, 43 characters
	APIBase string `yaml:"api_base"` // scheme and host of the platform
}

// Enabled tells whether the channel is on: any of its keys is set, apart from
// the address, which has a default.
func (w WeCom) Enabled() bool { return w != WeCom{APIBase: w.APIBase} }

// AIBot is the WeCom 智能机器人.
type AIBot struct {
	Token  Secret `yaml:"token"`   // signs the callbacks
	AESKey Secret `yaml:"aes_key"` // EncodingAESKey, 43 characters
}

// Enabled tells whether the channel is on: any of its keys is set.
func (a AIBot) Enabled() bool { return a != AIBot{} }

// Open311 is the address for other programs that report for people.
type Open311 struct {
	Enabled      bool   `yaml:"enabled"`
	APIKeys      Secret `yaml:"api_keys"`     // who may, id:key; two keys of one id are of the same client
	Jurisdiction string `yaml:"jurisdiction"` // the jurisdiction_id that is served; empty = not compared
}

// Unit names the officers who handle for a unit of the routing rules.
type Unit struct {
	ID       string   `yaml:"id"`       // as in the routing rules
	Officers []string `yaml:"officers"` // WeCom UserIDs, at least one
	Duty     []Duty   `yaml:"duty"`     // who is told first, by days; empty = all at once
}

// Duty says on which days an officer of a unit is on duty.
type Duty struct {
	On      string `yaml:"on"`      // 周一, 周一至周五, 2026-12-01 or 2026-12-01至2026-12-07
	Officer string `yaml:"officer"` // one of the unit's officers
}

// Log is how the service writes its log.
type Log struct {
	Level  string `yaml:"level"`  // debug, info, warn or error
	Format string `yaml:"format"` // text or json
}

// defaults is the configuration of an installation that says nothing.
// example.yaml shows the same to operators.
func defaults() Config {
	return Config{
		Listen: "127.0.0.1:8080",
		Data:   "./data",
		Seal:   Seal{Suite: "aes-gcm"},
		WeChat: WeChat{Mode: "safe", APIBase: "https://api.weixin.qq.com"},
		WeCom:  WeCom{APIBase: "https://qyapi.weixin.qq.com"},
		Log:    Log{Level: "info", Format: "text"},
	}
}
