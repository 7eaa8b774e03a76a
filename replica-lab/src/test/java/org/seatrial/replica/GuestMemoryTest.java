package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuestMemoryTest {

    /** No lab has such an id. */
    private static final String LAB = "test-" + ProcessHandle.current().pid();

    private final GuestMemory memory = new GuestMemory();

    @AfterEach
    void nothingIsLeft() throws IOException {
        memory.remove(LAB);
    }

    @Test
    void whatAGuestLeftIsRemovedWithTheLab() throws IOException {
        Path folder = memory.make(LAB, 4096).orElseThrow();
        Files.writeString(folder.resolve("vm01"), "what it had in mind");

        memory.remove(LAB);

        assertThat(folder).doesNotExist();
    }

    @Test
    void moreThanThereIsRoomForIsNotKept() {
        assertThat(memory.make(LAB, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void filesOnADiskAreNoMemory(@TempDir Path elsewhere) throws IOException {
        Path disk = Files.getFileStore(elsewhere).type().equals("tmpfs") ? Path.of("/var") : elsewhere;

        assertThat(new GuestMemory(disk).make(LAB, 4096)).isEmpty();
    }

    @Test
    void aLabWithoutGuestsHasNothingToRemove() throws IOException {
        memory.remove(LAB);
    }
}
