package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"suihuan/bot"
	"suihuan/bot/jobs"
	"suihuan/bot/petition"
	replies "suihuan/bot/petition/reply"
	"suihuan/bot/redisstore"
	"suihuan/bot/sqlstore"
	"suihuan/bot/wechat"
	"suihuan/bot/wecom"
	"suihuan/config"
	"suihuan/handlers"
	"suihuan/handlers/chat"
	"suihuan/handlers/officer"
	"suihuan/handlers/open311"
	"suihuan/handlers/web"
	"suihuan/handlers/webhook"
	"suihuan/knowledge"
)

// budget is the time for one message; the platforms hang up after 5 s.
const budget = 3500 * time.Millisecond

// parts are what runs, and how to end it.
type parts struct {
	handler http.Handler
	runner  *jobs.Runner
	redis   *redisstore.Store
	db      *sqlstore.DB
	live    *knowledge.Live
}

// close ends the stores.
func (p *parts) close(log *slog.Logger) {
	if err := p.redis.Close(); err != nil {
		log.Warn("close session store", "error", err)
	}
	if p.db == nil {
		return
	}
	if err := p.db.Close(); err != nil {
		log.Warn("close database", "error", err)
	}
}

// build names every part in order and puts them together. What it opened is in
// the parts even when it fails.
func build(ctx context.Context, in installation, log *slog.Logger) (*parts, error) {
	p := &parts{}
	var err error
	if p.redis, err = redisstore.Open(ctx, in.config.Redis.URL.Reveal()); err != nil {
		return nil, fmt.Errorf("open session store: %w", err)
	}
	if p.db, err = openDatabase(ctx, in.config, sqlstore.Open); err != nil {
		return p, err
	}
	if p.db.HouseKeys {
		log.Warn(houseKeys)
	}
	if unsure := in.rules.Terms.Warnings(time.Now()); len(unsure) > 0 {
		log.Warn("a year's holidays are not known, so that terms are unsure: suihuan check says which", "faults", len(unsure))
	}
	jobStore := jobs.Database{SQL: p.db.SQL, Postgres: p.db.Postgres}
	if err := jobStore.Migrate(ctx); err != nil {
		return p, err
	}
	queue, err := jobs.NewQueue(jobStore)
	if err != nil {
		return p, err
	}
	store := sqlstore.New(p.db, queue, in.rules.Terms, time.Now)
	desk, err := newDesk(in.config.WeCom, p.redis)
	if err != nil {
		return p, err
	}
	p.runner, err = jobs.NewRunner(jobStore, jobs.Work{
		Petitions: store, Ledger: store, Cards: store, Memory: store, Sites: store, Terms: store, Reminders: store, Desk: desk, Rules: in.rules, Now: time.Now, Log: log,
	})
	if err != nil {
		return p, err
	}
	p.live = knowledge.NewLive(in.base)
	citizens := newChat(p.live, store, in.rules, log)
	book, err := replies.Embedded()
	if err != nil {
		return p, fmt.Errorf("read reply templates: %w", err)
	}
	officers := &officer.Desk{
		Petitions: store, Docket: store, Cards: store, Sites: store, Units: in.rules, Audit: store, Identities: store, Book: book, Repealed: repealed(p.live),
	}
	core := &bot.Core{
		Claims: p.redis, Sessions: p.redis, Mailbox: store, Answer: officers.Serve(citizens.Answer),
		Budget: budget, Now: time.Now, Log: log,
	}
	routes := handlers.Parts{
		Open311: newOpen311(in.config.Open311, store, hearing{in.rules, p.live}, log),
		Checks:  []handlers.Check{{Name: "redis", Ready: p.redis.Ready}, {Name: "database", Ready: store.Ready}},
	}
	p.handler, err = serveHTTP(in.config, core, p.live, routes, log)
	return p, err
}

// newChat is what citizens talk to.
func newChat(live *knowledge.Live, store *sqlstore.Store, rules petition.Rules, log *slog.Logger) *chat.Chat {
	return &chat.Chat{
		Knowledge: live, Adviser: live, Drafts: store, Interviews: store, Petitions: store, History: store,
		Personal: store, Repeats: store, Hearing: hearing{rules, live}, Ledger: store, Questions: store, Sites: store, Terms: rules.Terms, Log: log,
	}
}

// newOpen311 is what other programs report by; nil where it is off.
func newOpen311(c config.Open311, store *sqlstore.Store, h hearing, log *slog.Logger) http.Handler {
	if !c.Enabled {
		return nil
	}
	return open311.New(open311.Options{
		Clients: open311.ParseClients(c.APIKeys.Reveal()), Jurisdiction: c.Jurisdiction, Catalogue: h.base,
		Hearing: h, Store: store, Terms: h.Terms, Now: time.Now, Log: log,
	})
}

// serveHTTP puts the addresses around the core, beside those that have their
// handlers already.
func serveHTTP(cfg config.Config, core *bot.Core, live *knowledge.Live, routes handlers.Parts, log *slog.Logger) (http.Handler, error) {
	pages, err := web.New()
	if err != nil {
		return nil, fmt.Errorf("prepare pages: %w", err)
	}
	assess, err := web.NewAssess(live, time.Now)
	if err != nil {
		return nil, fmt.Errorf("prepare page of results: %w", err)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	routes.Messages = &web.Messages{Core: core, Now: time.Now, Log: log}
	routes.Assess, routes.Pages, routes.Metrics = assess, pages, registry
	if cfg.WeChat.Enabled() {
		receiver, err := wechat.NewReceiver(wechatOptions(cfg.WeChat))
		if err != nil {
			return nil, fmt.Errorf("prepare wechat: %w", err)
		}
		routes.WeChat = &webhook.Callback{Receiver: receiver, Core: core, Malformed: wechat.ErrMalformed, Log: log}
	}
	if cfg.WeCom.Enabled() {
		receiver, err := wecom.NewReceiver(wecomOptions(cfg.WeCom))
		if err != nil {
			return nil, fmt.Errorf("prepare wecom: %w", err)
		}
		routes.WeCom = &webhook.Callback{Receiver: receiver, Core: core, Malformed: wecom.ErrMalformed, Log: log}
	}
	return handlers.Observe(handlers.Mux(routes), registry, log), nil
}

func wechatOptions(c config.WeChat) wechat.Options {
	return wechat.Options{
		AppID: c.AppID, Secret: c.Secret.Reveal(), Token: c.Token.Reveal(), AESKey: c.AESKey.Reveal(),
		Account: c.Account, Mode: c.Mode, APIBase: c.APIBase, Now: time.Now,
	}
}

func wecomOptions(c config.WeCom) wecom.Options {
	return wecom.Options{
		CorpID: c.CorpID, AgentID: strconv.Itoa(c.AgentID), Secret: c.Secret.Reveal(), Token: c.Token.Reveal(),
		AESKey: c.AESKey.Reveal(), APIBase: c.APIBase, Now: time.Now,
	}
}

// desk is the WeCom client as the jobs see it.
type desk struct {
	client  *wecom.Client
	agentID string
}

// newDesk returns no desk where WeCom is not configured.
func newDesk(c config.WeCom, tokens wecom.Tokens) (jobs.Desk, error) {
	if !c.Enabled() {
		return nil, nil
	}
	client, err := wecom.NewClient(wecomOptions(c), tokens, nil)
	if err != nil {
		return nil, fmt.Errorf("prepare wecom client: %w", err)
	}
	return desk{client: client, agentID: strconv.Itoa(c.AgentID)}, nil
}

func (d desk) Card(b petition.Brief, taskID string) ([]byte, error) {
	return wecom.Card(b, taskID, []string{b.Officer}, d.agentID)
}

func (d desk) SendCard(ctx context.Context, body []byte) (messageID, responseCode string, err error) {
	sent, err := d.client.SendCard(ctx, body)
	return sent.MessageID, sent.ResponseCode, err
}

func (d desk) UpdateCard(ctx context.Context, responseCode string, b petition.Brief) error {
	return d.client.UpdateCard(ctx, responseCode, b)
}

func (d desk) SendText(ctx context.Context, officer, words string) error {
	return d.client.SendText(ctx, officer, words)
}
