package org.seatrial.probe.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.SpeechLog;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;

class SpeechObserverTest {

    private static final long MS = 1_000_000;
    private static final SpeechObserver OBSERVER = new SpeechObserver();

    @TempDir
    Path folder;

    private static Flow flow(double perSecond, int frameBytes) {
        return new Flow("calls", new Endpoint("a", "eth1"), new Endpoint("b", "eth1"), false, 2, perSecond, frameBytes);
    }

    /** One call of so many seconds; the delay of each packet in ms by its sequence, below 0 if it is lost. */
    private List<SpeechWindow> windows(int seconds, LongUnaryOperator delayMs) throws IOException {
        PhaseClock phases = new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, seconds * 1000L * MS);
        Observation observation =
                OBSERVER.observe(new FlowContext(flow(50, 214), phases, new ClockRecord(0, 10, false)));
        for (int stream = 0; stream < 2; stream++) {
            for (long packet = 0; packet < seconds * 50L; packet++) {
                long at = packet * 20 * MS;
                long delay = delayMs.applyAsLong(packet);
                boolean lost = delay < 0;
                observation.sample(
                        stream,
                        packet,
                        at,
                        at,
                        lost ? 0 : at + delay * MS,
                        lost ? Outcome.LOST : Outcome.RECEIVED,
                        lost ? 0 : 1,
                        false);
            }
        }
        EvidenceFile written = observation.finish(folder);
        assertThat(written.path()).isEqualTo("calls.quality.csv");
        return SpeechLog.read(folder, written);
    }

    @Test
    void onlyWhatLooksLikeSpeechIsSpeech() {
        assertThat(OBSERVER.observes(flow(50, 214))).isTrue();
        assertThat(OBSERVER.observes(flow(500, 214))).isFalse();
        assertThat(OBSERVER.observes(flow(50, 1400))).isFalse();
    }

    @Test
    void aTrialIsCutIntoWindowsOfEightSecondsAndTheLastTakesTheRest() throws IOException {
        assertThat(windows(20, packet -> 1))
                .containsExactly(
                        new SpeechWindow(0, 0, 400, 0, 0, 0, MS),
                        new SpeechWindow(0, 1, 600, 0, 0, 0, MS),
                        new SpeechWindow(1, 0, 400, 0, 0, 0, MS),
                        new SpeechWindow(1, 1, 600, 0, 0, 0, MS));
    }

    @Test
    void aTrialThatIsTooShortHasNoWindow() throws IOException {
        assertThat(windows(7, packet -> 1)).isEmpty();
    }

    @Test
    void lossInARowIsOneBurst() throws IOException {
        SpeechWindow window =
                windows(8, packet -> packet >= 100 && packet < 140 ? -1 : 1).getFirst();

        assertThat(window.lost()).isEqualTo(40);
        assertThat(window.bursts()).isEqualTo(1);
        assertThat(window.lossRatio()).isEqualTo(0.1);
        assertThat(window.burstRatio()).isEqualTo(36);
    }

    @Test
    void losesThatStandApartAreLikeChance() throws IOException {
        assertThat(windows(8, packet -> packet % 10 == 0 ? -1 : 1).getFirst().burstRatio())
                .isEqualTo(1);
    }

    @Test
    void whatComesLaterThanTheJitterBufferWaitsCannotBeHeard() throws IOException {
        SpeechWindow window =
                windows(8, packet -> packet == 50 ? 42 : packet == 90 ? 41 : 1).getFirst();

        assertThat(window.late()).isEqualTo(1);
        assertThat(window.lost()).isZero();
    }
}
