package org.seatrial.fault.injection;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Strand;
import org.seatrial.fault.contract.FaultInjectorContract;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LinkReading;
import org.seatrial.lab.NodeReading;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeHealer;
import org.seatrial.lab.fake.FakeLab;
import org.seatrial.run.Sim;
import org.seatrial.run.VirtualClock;
import org.seatrial.topology.Link;

/** Every injector keeps the contract in the simulated lab. */
final class InjectorsOnFakeLabTest {

    private static final Fault PULL = new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS);
    private static final Fault CUT = new Fault.SilentCut("fibre-a", Strand.BOTH);
    private static final Fault OFF = new Fault.PowerOff("west-a");

    @Nested
    final class CablePull extends OnFakeLab {
        CablePull() {
            super(new CablePullInjector(), PULL, new Fault.CablePull("fibre-q", CableEnd.BOTH_ENDS), CUT);
        }
    }

    @Nested
    final class CablePullAtTheFarEnd extends OnFakeLab {
        CablePullAtTheFarEnd() {
            super(
                    new CablePullInjector(),
                    new Fault.CablePull("fibre-a", CableEnd.FAR_END),
                    new Fault.CablePull("fibre-q", CableEnd.FAR_END),
                    OFF);
        }
    }

    @Nested
    final class SilentCut extends OnFakeLab {
        SilentCut() {
            super(new SilentCutInjector(), CUT, new Fault.SilentCut("fibre-q", Strand.BOTH), PULL);
        }
    }

    @Nested
    final class SilentCutOfOneStrand extends OnFakeLab {
        SilentCutOfOneStrand() {
            super(
                    new SilentCutInjector(),
                    new Fault.SilentCut("fibre-a", Strand.A_TO_B),
                    new Fault.SilentCut("fibre-q", Strand.A_TO_B),
                    PULL);
        }
    }

    @Nested
    final class PowerOff extends OnFakeLab {
        PowerOff() {
            super(new PowerOffInjector(), OFF, new Fault.PowerOff("west-q"), PULL);
        }
    }

    /** The contract over a simulated lab in virtual time. */
    abstract static class OnFakeLab extends FaultInjectorContract {

        private static final long A_MOMENT_NS = 100_000_000L;

        private final FaultInjector injector;
        private final Fault fault;
        private final Fault misspelt;
        private final Fault foreign;

        OnFakeLab(FaultInjector injector, Fault fault, Fault misspelt, Fault foreign) {
            this.injector = injector;
            this.fault = fault;
            this.misspelt = misspelt;
            this.foreign = foreign;
        }

        @Override
        protected Lab bringUp() {
            return new FakeLab(Sim.dualPath(), FakeBehaviour.SOUND, Sim.time(new VirtualClock()));
        }

        @Override
        protected FaultInjector injector() {
            return injector;
        }

        @Override
        protected List<Healer> healers() {
            return List.of(new FakeHealer());
        }

        @Override
        protected Fault fault() {
            return fault;
        }

        @Override
        protected Fault misspelt() {
            return misspelt;
        }

        @Override
        protected String nearName() {
            return fault.target();
        }

        @Override
        protected Fault foreign() {
            return foreign;
        }

        /** Carriers, processes, and whether frames arrive at each end. */
        @Override
        protected Object state(Lab lab) {
            Link link = lab.design().link("fibre-a").orElseThrow();
            LinkReading early = lab.links().orElseThrow().read(link);
            settle(lab);
            LinkReading late = lab.links().orElseThrow().read(link);
            NodeReading node = lab.nodes().orElseThrow().read("west-a");
            return List.of(
                    late.carrierA(),
                    late.carrierB(),
                    late.framesIntoA() > early.framesIntoA(),
                    late.framesIntoB() > early.framesIntoB(),
                    node.processes(),
                    node.carriersUp());
        }

        @Override
        protected void settle(Lab lab) {
            FakeLab fake = (FakeLab) lab;
            fake.time().sleepUntil(fake.time().now() + A_MOMENT_NS);
        }
    }
}
