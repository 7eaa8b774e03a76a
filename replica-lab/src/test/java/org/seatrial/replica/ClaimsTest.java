package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

    private final Claims claims;

    ClaimsTest(@TempDir Path lab) {
        claims = new Claims(lab);
    }

    @BeforeEach
    void create() {
        claims.create();
    }

    @Test
    void aPartIsFreeOnlyWhenTheLastFaultHasGivenItUp() {
        claims.take("pull", List.of("interface w0a", "interface w0b"));
        claims.take("power", List.of("interface w0b"));
        claims.release("power", List.of("interface w0b"));
        assertThat(claims.free("interface w0b")).isFalse();
        claims.release("pull", List.of("interface w0a", "interface w0b"));
        assertThat(claims.free("interface w0a")).isTrue();
        assertThat(claims.free("interface w0b")).isTrue();
    }

    @Test
    void aFaultThatClaimsTwiceGivesUpOnce() {
        claims.take("pull", List.of("interface w0a"));
        claims.take("pull", List.of("interface w0a"));
        claims.release("pull", List.of("interface w0a"));
        assertThat(claims.free("interface w0a")).isTrue();
    }

    @Test
    void givingUpWhatWasNeverClaimedChangesNothing() {
        claims.take("pull", List.of("interface w0a"));
        claims.release("power", List.of("interface w0a"));
        assertThat(claims.free("interface w0a")).isFalse();
    }

    @Test
    void claimsOfOneProcessAreSeenByAnother() {
        claims.take("pull", List.of("interface w0a"));
        assertThat(new Claims(claims.lab()).holds("pull", "interface w0a")).isTrue();
    }

    @Test
    void inALabThatIsGoneNobodyClaimsAnything(@TempDir Path folder) {
        Claims gone = new Claims(folder.resolve("gone"));
        gone.release("pull", List.of("interface w0a"));
        assertThat(gone.free("interface w0a")).isTrue();
        assertThat(gone.alone(() -> "done")).isEqualTo("done");
    }
}
