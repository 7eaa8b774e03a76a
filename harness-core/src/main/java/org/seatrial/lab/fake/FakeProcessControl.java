package org.seatrial.lab.fake;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.seatrial.fault.Undo;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.RunningProgram;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;

/** Programs in a simulated lab: nothing is run, each takes ten milliseconds, and the design learns that it ended. */
final class FakeProcessControl implements ProcessControl {

    private static final long LASTS_NS = Duration.ofMillis(10).toNanos();

    private final String labId;
    private final FakeNetwork network;
    private final FakeTime time;

    FakeProcessControl(String labId, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.network = network;
        this.time = time;
    }

    @Override
    public Undo prepareProgram(NodeProgram program, String undoId, String description) {
        return new Undo(
                undoId,
                FakeHealer.NAME,
                description,
                Map.of(FakeHealer.LAB, labId, FakeHealer.BREAK, "program of " + program.node()));
    }

    @Override
    public RunningProgram start(NodeProgram program) {
        boolean fails = network.behaviour().has(Quirk.ACTION_FAILS);
        boolean hangs = network.behaviour().has(Quirk.ACTION_HANGS);
        long startedNs = time.now();
        long endsNs = startedNs + (hangs ? program.within().toNanos() : LASTS_NS);
        if (!fails && !hangs) {
            network.operatorActed(endsNs);
        }
        return new Simulated(startedNs, endsNs, fails, hangs);
    }

    /** A program that ends when its time has come. */
    private final class Simulated implements RunningProgram {

        private final long startedNs;
        private final End end;

        Simulated(long startedNs, long endsNs, boolean fails, boolean hangs) {
            this.startedNs = startedNs;
            this.end = new End(endsNs, hangs ? OptionalInt.empty() : OptionalInt.of(fails ? 1 : 0));
        }

        @Override
        public long startedNs() {
            return startedNs;
        }

        @Override
        public boolean ended() {
            return time.now() >= end.atNs();
        }

        @Override
        public End await() {
            time.sleepUntil(end.atNs());
            return end;
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    }
}
