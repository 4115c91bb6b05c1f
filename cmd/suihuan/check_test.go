package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"suihuan/knowledge"
	"suihuan/knowledge/contenttest"
)

// TestCheckCoverage reads the table of what is thin.
func TestCheckCoverage(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := run(t.Context(), []string{"check", "--coverage"}, nil, nil, &out, t.Output()); err != nil {
		t.Fatal(err)
	}
	expect(t, "check --coverage", out.String(), "^id ", "cantonese", "task-2021-18", "flow:complaint", "total", "all ", " thin", "Typing errors")
}

// TestCheckDue: what the day makes a fault of is found by the check, and does
// not keep the service from answering.
func TestCheckDue(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.CopyFS(folder, contenttest.Thin(t, knowledge.Embedded())); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "plan.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	later := strings.Replace(string(text), "reviewed_on: 2026-11-23", "reviewed_on: 2099-01-01", 1)
	if err := os.WriteFile(name, []byte(later), 0o600); err != nil {
		t.Fatal(err)
	}
	environ := []string{"SUIHUAN_CONTENT=" + folder}
	err = fails(t, environ, "check")
	expect(t, "check", err.Error(), "plan.yaml:", "entry plan-2021: reviewed_on 2099-01-01 is in the future")
	if code := exitCode(err); code != 2 {
		t.Errorf("exit code %d", code)
	}
	var out strings.Builder
	if err := run(t.Context(), []string{"ask", "第18项任务"}, environ, nil, &out, t.Output()); err != nil {
		t.Error(err)
	}
}
