package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Anomaly.Form;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.AnomalyReading;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Endpoint;

/** What a tap at the far port must have counted before a trial says that there was a storm. */
final class AnomalyProofTest {

    private static final long COMMANDED = 1_000;

    private final VirtualClock clock = new VirtualClock();
    private final Counted counted = new Counted();

    /** A lab whose counters the test sets. */
    private final class Counted implements AnomalyControl {
        private boolean running;
        private long arrived;
        private long refused;

        @Override
        public Undo prepareAnomaly(Endpoint from, Anomaly anomaly, String undoId) {
            throw new AssertionError("a proof only reads");
        }

        @Override
        public Commanded unleash(Endpoint from, Anomaly anomaly) {
            throw new AssertionError("a proof only reads");
        }

        @Override
        public AnomalyReading read(Endpoint from) {
            long now = clock.monotonicNanos();
            return new AnomalyReading(now, now, running, 1_000_000, arrived, refused);
        }
    }

    private AnomalyProof proof(Form form) {
        Anomaly anomaly = new Anomaly(form, COMMANDED, form.usual(), 1, Duration.ofSeconds(1), null);
        Fault.TrafficAnomaly fault = new Fault.TrafficAnomaly("west-a", new Endpoint("west", "eth1"), anomaly);
        AnomalyProof proof = new AnomalyProof(fault, counted, new Patience(clock, new Cancellation()));
        proof.justBefore();
        return proof;
    }

    private Effect lasted(Form form, long arrived, long refused) {
        AnomalyProof proof = proof(form);
        counted.arrived += arrived;
        counted.refused += refused;
        return proof.lasted(new Effect(true, 1, 2, "test", "shown"));
    }

    @Test
    void aStormThatCameAsCommandedIsProven() {
        assertThat(lasted(Form.BROADCAST_STORM, 950, 0).proven()).isTrue();
    }

    @Test
    void aStormOfWhichTooLittleCameIsNotProvenWhateverItsSenderSays() {
        Effect effect = lasted(Form.BROADCAST_STORM, 850, 0);
        assertThat(effect.proven()).isFalse();
        assertThat(effect.detail()).contains("850 frames").contains("1000 were commanded");
    }

    @Test
    void aStormThatWasStrongerThanCommandedIsNotProven() {
        assertThat(lasted(Form.BROADCAST_STORM, 1_200, 0).proven()).isFalse();
    }

    @Test
    void whatCameBeforeTheFaultProvesNothing() {
        counted.arrived = 5_000;
        assertThat(lasted(Form.BROADCAST_STORM, 0, 0).proven()).isFalse();
    }

    @Test
    void framesThatAreTooLongAreProvenByThePortThatRefusesThemAndNoOthersAre() {
        assertThat(lasted(Form.OVERSIZE, 0, 1_000).proven()).isTrue();
        assertThat(lasted(Form.RUNT, 0, 1_000).proven()).isFalse();
    }

    @Test
    void aSenderThatDoesNotStopIsNotProvenAndNotRestored() {
        AnomalyProof proof = proof(Form.BROADCAST_STORM);
        counted.arrived = COMMANDED;
        counted.running = true;
        assertThat(proof.lasted(new Effect(true, 1, 2, "test", "shown")).proven())
                .isFalse();
        assertThat(proof.notRestored()).isPresent();
    }

    @Test
    void noFrameAtTheFarPortIsNoEffect() {
        AnomalyProof proof = proof(Form.BROADCAST_STORM);
        counted.running = true;
        assertThat(proof.awaitEffect(new Commanded(1, 2)).proven()).isFalse();
    }

    @Test
    void aStationThatSendsAlreadyMakesTheTrialInvalid() {
        counted.running = true;
        assertThatThrownBy(() -> proof(Form.RUNT)).isInstanceOf(TrialInvalidException.class);
    }
}
