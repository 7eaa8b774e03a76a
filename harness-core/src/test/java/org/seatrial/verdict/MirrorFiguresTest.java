package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seatrial.verdict.Trials.MS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.MirrorLog;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;
import org.seatrial.recording.TrialRecord;

/** The fault takes effect at 1 s and is healed at 3 s; a mirror is looked at every 100 ms, and a look takes 1 ms. */
class MirrorFiguresTest {

    private final List<MirrorSpan> spans = new ArrayList<>();
    private final TrialRecord trial = Trials.pulls(0).records.getFirst();

    /** Looks from one millisecond to another. */
    private void looks(String node, State state, long fromMs, long toMs) {
        MirrorSpan span = null;
        for (long at = fromMs; at <= toMs; at += 100) {
            MirrorSpan look = MirrorSpan.look(
                    node, "disk", "san9", state, state == State.COPYING ? 50 : 0, 100, at * MS, (at + 1) * MS);
            span = span == null ? look : span.until(look);
        }
        if (span != null) {
            spans.add(span);
        }
    }

    private Measured resynchronisation() {
        return new MirrorFigures(spans).resynchronisation("san1", "disk", trial);
    }

    private Measured withoutRedundancy() throws IOException {
        Evidence evidence = new Evidence() {
            private final Trials trials = Trials.pulls(0);

            @Override
            public Optional<org.seatrial.recording.DelayIntervals> delays(
                    TrialRecord of, org.seatrial.recording.FlowRecord flow) {
                return Optional.empty();
            }

            @Override
            public Optional<org.seatrial.recording.OutageLog> outages(
                    TrialRecord of, org.seatrial.recording.FlowRecord flow) throws IOException {
                return trials.outages(of, flow);
            }

            @Override
            public Optional<List<MirrorSpan>> mirrors(TrialRecord of) {
                return Optional.of(spans);
            }
        };
        return new Evaluation(evidence)
                .measure(
                        new Expectation.MetricRef("design", "without-redundancy", ""),
                        Metric.WITHOUT_REDUNDANCY,
                        trial);
    }

    private void interruptedAndCopied() {
        looks("san1", State.IN_SYNC, 0, 1000);
        looks("san1", State.INTERRUPTED, 1100, 3000);
        looks("san1", State.COPYING, 3100, 6000);
        looks("san1", State.IN_SYNC, 6100, 7000);
    }

    @Test
    void aMirrorIsInSyncBetweenTheLastLookThatSawItOtherwiseAndTheFirstThatSawItWhole() {
        interruptedAndCopied();

        assertThat(resynchronisation().lower()).isEqualTo(3000e6 - 50_000);
        assertThat(resynchronisation().upper()).isEqualTo(3101e6);
    }

    @Test
    void redundancyIsWholeOnlyWhenTheLastMirrorIs() throws IOException {
        interruptedAndCopied();
        looks("san5", State.IN_SYNC, 0, 7000);

        assertThat(withoutRedundancy().lower()).isEqualTo(5000e6 - 100_000);
        assertThat(withoutRedundancy().upper()).isEqualTo(5101e6);
    }

    @Test
    void pathsThatComeBackLaterThanTheMirrorCountAsWell() throws IOException {
        looks("san1", State.INTERRUPTED, 1100, 3000);
        looks("san1", State.IN_SYNC, 3100, 7000);

        assertThat(withoutRedundancy().upper()).isEqualTo(3000e6);
    }

    @Test
    void aMirrorThatWasNeverSeenInterruptedMayHaveBeenBetweenTwoLooks() {
        looks("san1", State.IN_SYNC, 0, 7000);

        assertThat(resynchronisation().value()).isZero();
        assertThat(resynchronisation().upper()).isEqualTo(101e6);
    }

    @Test
    void aMirrorThatIsStillBeingCopiedHasNoEnd() throws IOException {
        looks("san1", State.INTERRUPTED, 1100, 3000);
        looks("san1", State.COPYING, 3100, 6000);

        assertThat(resynchronisation().upper()).isInfinite();
        assertThat(resynchronisation().lower()).isEqualTo(3000e6 - 50_000);
        assertThat(withoutRedundancy().upper()).isInfinite();
        assertThat(withoutRedundancy().lower()).isEqualTo(5000e6 - 100_000);
    }

    @Test
    void aMirrorThatNobodyLookedAtAfterHealingIsNotWhole() throws IOException {
        looks("san1", State.IN_SYNC, 0, 2900);

        assertThat(resynchronisation().known()).isFalse();
        assertThat(withoutRedundancy().upper()).isInfinite();
    }

    @Test
    void aSpanInWhichNobodyCouldLookIsNeitherWholeNorInterrupted() {
        looks("san1", State.IN_SYNC, 0, 1000);
        looks("san1", State.UNSEEN, 1100, 4000);
        looks("san1", State.IN_SYNC, 4100, 7000);

        assertThat(resynchronisation().value()).isZero();
        assertThat(resynchronisation().upper()).isEqualTo(3101e6);
    }

    @Test
    void aMirrorIsWholeAtTheEarliestBehindTheLastLookThatSawItOtherwiseThoughNobodyLookedForAWhile() {
        looks("san1", State.INTERRUPTED, 1100, 3500);
        looks("san1", State.UNSEEN, 3600, 6000);
        looks("san1", State.IN_SYNC, 6100, 7000);

        assertThat(resynchronisation().lower()).isEqualTo(500e6 - 50_000);
        assertThat(resynchronisation().upper()).isEqualTo(3101e6);
    }

    @Test
    void aMirrorThatNobodyCouldLookAtIsNotWhole() throws IOException {
        looks("san1", State.UNSEEN, 0, 7000);

        assertThat(resynchronisation().known()).isFalse();
        assertThat(withoutRedundancy().upper()).isInfinite();
        looks("san5", State.IN_SYNC, 0, 7000);
        assertThat(withoutRedundancy().upper()).isInfinite();
    }

    @Test
    void anotherVolumesMirrorSaysNothing() {
        looks("san5", State.IN_SYNC, 0, 7000);

        assertThat(resynchronisation().known()).isFalse();
    }

    @Test
    void theLogIsReadBackAsItWasWrittenAndNotOtherwise(@TempDir Path folder) throws IOException {
        interruptedAndCopied();
        EvidenceFile file = MirrorLog.write(folder, spans);

        assertThat(MirrorLog.read(folder, file)).isEqualTo(spans);
        assertThat(file.total()).isEqualTo(2);
        Path written = folder.resolve(MirrorLog.NAME);
        Files.writeString(written, Files.readString(written).replace("interrupted", "in_sync"));
        assertThatThrownBy(() -> MirrorLog.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aSpanSaysHowFarTheCopyIs() {
        looks("san1", State.COPYING, 3100, 3100);

        assertThat(spans.getFirst().words()).isEqualTo("resynchronising 50 %");
    }
}
