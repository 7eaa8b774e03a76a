package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.InputException;

class SuiteCatalogueTest {

    @TempDir
    Path root;

    private SuiteCatalogue catalogue;

    @BeforeEach
    void addTwoVersions() throws IOException {
        SuiteFolder.copiedTo(root.resolve("two-sites/1.0.0"));
        SuiteFolder.copiedTo(root.resolve("two-sites/1.10.0")).with("version: 1.0.0", "version: 1.10.0");
        SuiteFolder.copiedTo(root.resolve("two-sites/1.9.0")).with("version: 1.0.0", "version: 1.9.0");
        catalogue = new SuiteCatalogue(List.of(root, root.resolve("missing")));
    }

    @Test
    void aNameAloneIsItsNewestVersion() {
        assertThat(catalogue.find("two-sites")).isEqualTo(root.resolve("two-sites/1.10.0"));
    }

    @Test
    void aVersionIsFoundByNumber() {
        assertThat(catalogue.find("two-sites@1.0.0")).isEqualTo(root.resolve("two-sites/1.0.0"));
    }

    @Test
    void aFolderIsItself() {
        Path folder = root.resolve("two-sites/1.9.0");
        assertThat(catalogue.find(folder.toString())).isEqualTo(folder);
    }

    @Test
    void suitesAreListedNewestFirst() {
        assertThat(catalogue.list())
                .extracting(SuiteCatalogue.Entry::version)
                .containsExactly("1.10.0", "1.9.0", "1.0.0");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        assertThatThrownBy(() -> catalogue.find("two-site"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no suite 'two-site'")
                .hasMessageContaining("'two-sites' (nearest)");
    }

    @Test
    void anUnknownVersionIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> catalogue.find("two-sites@3.0.0"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no version '3.0.0'")
                .hasMessageContaining("1.9.0");
    }

    @Test
    void aMissingFolderIsTold() {
        assertThatThrownBy(() -> catalogue.find("./nowhere"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void aSuiteThatNamesItselfDifferentlyThanItsFoldersIsRefused() throws IOException {
        new SuiteFolder(root.resolve("two-sites/1.9.0")).with("version: 1.9.0", "version: 1.0.0");
        assertThatThrownBy(() -> catalogue.find("two-sites@1.9.0"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("version (line 2): '1.0.0': the suite lies in a folder named '1.9.0'");
    }

    @Test
    void aPreReleaseComesBeforeItsRelease() {
        assertThat(SuiteCatalogue.compareVersions("1.0.0-rc.1", "1.0.0")).isNegative();
        assertThat(SuiteCatalogue.compareVersions("1.0.0-rc.2", "1.0.0-rc.10")).isNegative();
        assertThat(SuiteCatalogue.compareVersions("1.0.0", "1.0.0")).isZero();
    }

    @Test
    void releasesAreReadFromTheRoot() throws IOException {
        String digest = "a".repeat(64);
        Files.writeString(root.resolve("released.txt"), "# comment\n\ntwo-sites@1.0.0 " + digest + "\n");
        assertThat(catalogue.released())
                .containsEntry("two-sites@1.0.0", digest)
                .hasSize(1);
    }

    @Test
    void aBrokenOrChangedReleaseIsRefused() throws IOException {
        Files.writeString(
                root.resolve("released.txt"),
                "two-sites@1.0.0 " + "a".repeat(64) + "\ntwo-sites@1.0.0 " + "b".repeat(64) + "\nnonsense\n");
        assertThatThrownBy(catalogue::released)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 2: 'two-sites@1.0.0': a released version never changes")
                .hasMessageContaining("line 3: 'nonsense': this is not a release");
    }

    @Test
    void withoutAListNothingIsReleased() {
        assertThat(catalogue.released()).isEmpty();
    }
}
