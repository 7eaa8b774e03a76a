package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.HarnessMark;

/** Folders of labs, of which nothing else is made here; whoever was killed at whatever instant, the next one sweeps. */
class LabRegistryTest {

    /** Process numbers of Linux end far below it. */
    private static final long NOBODY = 1L << 40;

    private final Path root;
    private final LabRegistry registry;

    LabRegistryTest(@TempDir Path folder) {
        this.root = folder.resolve("labs");
        this.registry = new LabRegistry(root);
    }

    private LabRecord dead(String id) {
        return new LabRecord(id, NOBODY, 1, root.toString(), List.of());
    }

    /** The folder of a lab as it is when all of it but the folder is gone. */
    private Path leftBy(LabRecord lab) throws IOException {
        Path folder = Files.createDirectories(registry.folder(lab.id()));
        Path node = Files.createDirectories(folder.resolve("frr/st-" + lab.id() + "-left"));
        Files.writeString(node.resolve("zebra.pid"), "1\n");
        Files.writeString(folder.resolve("zz.log"), "behind the record in the alphabet\n");
        registry.write(lab);
        return folder;
    }

    @Test
    void aClaimSaysAtOnceWhoseItIs() {
        String id = registry.claim(root.resolve("logs"));
        HarnessMark self = HarnessMark.ofThisProcess();
        assertThat(registry.all())
                .containsExactly(new LabRecord(
                        id, self.pid(), self.start(), root.resolve("logs").toString(), List.of()));
    }

    @Test
    void aClaimOfALivingProcessIsLeftAlone() {
        String id = registry.claim(root);
        registry.removeDead();
        assertThat(registry.folder(id)).isDirectory();
    }

    @Test
    void aClaimOfADeadProcessIsRemoved() {
        String id = registry.claim(root);
        registry.write(dead(id));
        registry.removeDead();
        assertThat(registry.folder(id)).doesNotExist();
    }

    @Test
    void aFolderOfSomebodyKilledBeforeTheRecordWasWrittenIsRemoved() throws IOException {
        Path empty = Files.createDirectories(registry.folder("0a0a"));
        Path half = Files.createDirectories(registry.folder("0b0b"));
        Files.writeString(half.resolve("lab.json.part"), "{\"id\": \"0b");
        registry.removeDead();
        assertThat(empty).doesNotExist();
        assertThat(half).doesNotExist();
    }

    @Test
    void aLabWhoseRemovalWasCutShortAnywhereIsRemovedByTheNextOne() throws IOException {
        LabRecord lab = dead("0c0c");
        int all = LabRemains.inOrderOfDeletion(leftBy(lab)).size();
        assertThat(all).isEqualTo(6);
        for (int deleted = 0; deleted < all; deleted++) {
            Path folder = leftBy(lab);
            for (Path path : LabRemains.inOrderOfDeletion(folder).subList(0, deleted)) {
                Files.delete(path);
            }
            registry.removeDead();
            assertThat(folder).as("cut short after %d of %d", deleted, all).doesNotExist();
        }
    }

    @Test
    void aFolderWithoutAReadableRecordIsLeftAlone() throws IOException {
        Path other = Files.createDirectories(registry.folder("beef"));
        Files.writeString(other.resolve("lab.json"), "{\"id\": \"cafe\"}");
        Path unknown = Files.createDirectories(registry.folder("dead"));
        Files.writeString(unknown.resolve("notes"), "somebody's");
        Path noId = Files.createDirectories(registry.folder("not-a-lab"));
        registry.removeDead();
        assertThat(other.resolve("lab.json")).exists();
        assertThat(unknown.resolve("notes")).exists();
        assertThat(noId).exists();
    }
}
