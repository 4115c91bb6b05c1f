package main

import (
	"context"
	"errors"
	"fmt"

	"suihuan/bot/seal"
	"suihuan/bot/sqlstore"
	"suihuan/config"
)

// openDatabase opens the database of an installation with its master keys.
func openDatabase(ctx context.Context, cfg config.Config, open func(context.Context, sqlstore.Options) (*sqlstore.DB, error)) (*sqlstore.DB, error) {
	o := sqlstore.Options{URL: cfg.Database.URL.Reveal(), Dir: cfg.Data, Suite: seal.Suite(cfg.Seal.Suite)}
	if keys := cfg.Seal.Keys.Reveal(); keys != "" {
		ring, err := seal.ParseRing(keys, o.Suite)
		if err != nil {
			return nil, invalid{fmt.Errorf("seal.keys: %w", err)}
		}
		o.Masters = ring
	}
	db, err := open(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return db, nil
}

// houseKeys is told in the log of a service that seals with keys from the
// database itself.
const houseKeys = "the master keys stand in the database that they seal: set seal.keys, then run suihuan seal rotate"

// sealing is what can be done with master keys.
func sealing(ctx context.Context, args, environ []string, io streams) error {
	set := flags("seal", io)
	open := records(set, environ)
	does, err := word(set, args)
	if err != nil {
		return err
	}
	run, known := map[string]func() error{
		"key":    func() error { return drawKey(io) },
		"rotate": func() error { return rotate(ctx, open, io) },
	}[does]
	if !known {
		return invalid{errors.New("usage: suihuan seal key, or suihuan seal rotate [--config FILE] [--data DIR]")}
	}
	return run()
}

// drawKey prints a new master key as seal.keys and the key file have it.
func drawKey(io streams) error {
	_, err := fmt.Fprintln(io.out, seal.NewMaster())
	return err
}

// rotate wraps the keys of all cases under the newest master key.
func rotate(ctx context.Context, open func(context.Context) (*office, error), io streams) error {
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	all, again, err := office.db.Rotate(ctx)
	if errors.Is(err, sqlstore.ErrLocked) {
		return invalid{errors.New("stop the service first: it still has the old master keys")}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(io.out, "ok: %d keys are under the newest master key, %d of them were not before\n", all, again)
	return err
}
