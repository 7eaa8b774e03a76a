package org.seatrial.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {

    private final Problems problems = new Problems();

    private Optional<YamlNode.Mapping> parse(String text) {
        return YamlFile.parse("x.yaml", text, problems);
    }

    private String told() {
        return String.join("\n", problems.list().stream().map(Problem::message).toList());
    }

    @Test
    void everyNodeKnowsItsPathAndLine() {
        YamlNode.Mapping root = parse("a: 1\nb:\n  c:\n    - x\n    - y\n").orElseThrow();
        YamlNode.Mapping b = (YamlNode.Mapping) root.get("b").orElseThrow();
        YamlNode.Sequence c = (YamlNode.Sequence) b.get("c").orElseThrow();
        assertThat(c.items().get(1).place()).isEqualTo(new Place("b.c[1]", 5));
        assertThat(b.place()).hasToString("b (line 2)");
    }

    @Test
    void numbersStayAsWritten() {
        assertThat(parse("version: 1.10")
                        .orElseThrow()
                        .get("version")
                        .orElseThrow()
                        .shown())
                .isEqualTo("1.10");
    }

    @Test
    void aSyntaxErrorIsReportedWithLineAndColumn() {
        assertThat(parse("a: 1\nb: [1, 2\nc: 3\n")).isEmpty();
        assertThat(told()).contains("x.yaml: line 3, column ").contains("YAML syntax error");
    }

    @Test
    void aTabForIndentationIsASyntaxErrorWithItsLine() {
        assertThat(parse("a:\n\tb: 1\n")).isEmpty();
        assertThat(told()).contains("line 2, column 1");
    }

    @Test
    void aKeyTwiceIsReportedWithBothLines() {
        parse("m:\n  a: 1\n  b: 2\n  a: 3\n");
        assertThat(told()).contains("m.a (line 4)").contains("first on line 2, again on line 4, column 3");
    }

    @Test
    void aMissingFileIsReportedWithItsNeighbours(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), "a: 1");
        assertThat(YamlFile.read(folder.resolve("suit.yaml"), problems)).isEmpty();
        assertThat(told()).contains("suit.yaml: there is no such file; valid: 'suite.yaml' (nearest)");
    }

    @Test
    void aFolderInPlaceOfAFileIsReported(@TempDir Path folder) {
        assertThat(YamlFile.read(folder, problems)).isEmpty();
        assertThat(told()).contains("this is a folder");
    }

    @Test
    void bytesThatAreNotTextAreReported(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        assertThat(YamlFile.read(folder.resolve("x.yaml"), problems)).isEmpty();
        assertThat(told()).contains("not text in UTF-8");
    }

    @Test
    void anEmptyFileIsReported() {
        assertThat(parse("# nothing\n")).isEmpty();
        assertThat(told()).contains("the file is empty");
    }

    @Test
    void aListAtTheRootIsReported() {
        assertThat(parse("- a\n")).isEmpty();
        assertThat(told()).contains("must hold a map, this is a list");
    }

    @Test
    void aliasesAndMergeKeysAreResolved() {
        YamlNode.Mapping root =
                parse("base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n").orElseThrow();
        assertThat(problems.list()).isEmpty();
        assertThat(root.get("own").orElseThrow().texts())
                .containsOnly(java.util.Map.entry("x", "1"), java.util.Map.entry("y", "3"));
    }

    @Test
    void aliasesThatGrowWithoutEndAreAProblemAndNotACrash() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, alias))));
        }
        parse(text.toString());
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void anAliasThatContainsItselfIsAProblemAndNotACrash() {
        parse("a: &a [1, *a]\n");
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void severalDocumentsInOneFileAreReported() {
        assertThat(parse("a: 1\n---\nb: 2\n")).isEmpty();
        assertThat(problems.list()).hasSize(1);
    }
}
