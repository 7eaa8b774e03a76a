package org.seatrial.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    @TempDir
    Path folder;

    @Test
    void theKnownAnswerOfAbc() {
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aFolderIsTheDigestOfItsSortedList() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/x"), "1");
        Files.writeString(folder.resolve("a"), "2");
        String lines = Sha256.of(folder.resolve("a")) + "  a\n" + Sha256.of(folder.resolve("b/x")) + "  b/x\n";
        assertThat(Sha256.ofFolder(folder)).isEqualTo(Sha256.of(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRenamedFileChangesTheFolder() throws IOException {
        Files.writeString(folder.resolve("a"), "2");
        String before = Sha256.ofFolder(folder);
        Files.move(folder.resolve("a"), folder.resolve("c"));
        assertThat(Sha256.ofFolder(folder)).isNotEqualTo(before);
    }

    @Test
    void aFolderReachedByALinkHasTheSameDigest(@TempDir Path elsewhere) throws IOException {
        Files.writeString(folder.resolve("a"), "2");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);
        assertThat(Sha256.ofFolder(link)).isEqualTo(Sha256.ofFolder(folder));
        Files.delete(link);
    }
}
