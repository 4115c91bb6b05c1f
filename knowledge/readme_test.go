package knowledge

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// TestReadmeExample does what the README tells authors to do: its example is
// taken into the content, all tests pass, and its slip is found where it says.
func TestReadmeExample(t *testing.T) {
	measures(t)
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d examples in YAML", len(blocks))
	}
	content := folder(t)
	content["night.yaml"] = &fstest.MapFile{Data: []byte(blocks[0][1])}
	b, err := Load(content)
	if err != nil {
		t.Fatal(err)
	}
	if _, failed := b.Test(askDay); len(failed) > 0 {
		t.Error(strings.Join(failed, "\n"))
	}
	if _, err := b.ReadConversations("talk.yaml", []byte(blocks[1][1])); err != nil {
		t.Error(err)
	}
	slip := strings.Replace(blocks[0][1], "source: ecology-code", "source: ecology", 1)
	content["night.yaml"] = &fstest.MapFile{Data: []byte(slip)}
	_, err = Load(content)
	said := regexp.MustCompile("`(night.yaml:[0-9]+): … (.*?)`").FindSubmatch(readme)
	if err == nil || said == nil || !strings.Contains(err.Error(), string(said[1])) || !strings.Contains(err.Error(), string(said[2])) {
		t.Errorf("the README says %q, the check says %v", said, err)
	}
}
