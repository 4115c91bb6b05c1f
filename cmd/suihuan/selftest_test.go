package main

import (
	"os"
	"strings"
	"testing"
)

// testRun runs `suihuan test` on files and returns what it prints.
func testRun(t *testing.T, files ...string) (string, error) {
	t.Helper()
	var out strings.Builder
	err := run(t.Context(), append([]string{"test"}, files...), nil, strings.NewReader(""), &out, t.Output())
	return out.String(), err
}

// TestContentConversations holds everything that ships with the content.
func TestContentConversations(t *testing.T) {
	t.Parallel()
	out, err := testRun(t)
	if err != nil || !strings.HasPrefix(out, "ok: ") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestConversationFile fails one turn in each way and reads the report.
func TestConversationFile(t *testing.T) {
	t.Parallel()
	file := writeFile(t, `conversations:
  - name: sound
    turns:
      - {say: 楼下工地半夜打桩, expect: "flow:complaint", has: [在哪里]}
      - {say: 取消, has: [不登记]}
  - name: broken
    on: 2021-06-01
    turns:
      - {say: 第18项任务, expect: task-2021-19}
      - {say: 第18项任务, has: [送法到门], lacks: [志愿者]}
      - {say: 进度, expect: "flow:status", lacks: [打桩]}
`)
	out, err := testRun(t, file)
	if err == nil || exitCode(err) != 1 {
		t.Errorf("error %v", err)
	}
	for _, want := range []string{
		file + ":9: broken, turn 1: “第18项任务”\n    expected task-2021-19\n    got      task-2021-18\n",
		file + ":10: broken, turn 2: “第18项任务”\n    - 送法到门\n", "\n    ! ",
		"0 questions, 2 conversations of 5 turns: 2 failed\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
}

// TestConversationFaults: a file that cannot be held is said with its line, and
// nothing is held.
func TestConversationFaults(t *testing.T) {
	t.Parallel()
	unknown := writeFile(t, "conversations:\n  - name: x\n    turns: [{says: y}]\n")
	dead := writeFile(t, "conversations:\n  - name: x\n    turns: [{say: y, expect: nothing}]\n")
	out, err := testRun(t, unknown, dead, "nowhere.yaml")
	if err == nil || exitCode(err) != 2 || out != "" {
		t.Fatalf("error %v, output %q", err, out)
	}
	expect(t, "test", err.Error(), unknown+":3: unknown key says", dead+":3: test of x", "nowhere.yaml")
}

// TestReadmeConversation holds the conversation that the README for authors
// shows.
func TestReadmeConversation(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../knowledge/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(readme), "```yaml\nconversations:\n")
	example, _, _ = strings.Cut(example, "```")
	out, err := testRun(t, writeFile(t, "conversations:\n"+example))
	if err != nil || !strings.HasPrefix(out, "ok: 0 questions, 1 conversations of 3 turns") {
		t.Errorf("%v\n%s", err, out)
	}
}
