package org.seatrial.fault.injection;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.seatrial.fault.Anomaly;
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
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Every injector keeps the contract in the simulated lab. */
final class InjectorsOnFakeLabTest {

    private static final Fault PULL = new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS);
    private static final Fault CUT = new Fault.SilentCut("fibre-a", Strand.BOTH);
    private static final Fault OFF = new Fault.PowerOff("west-a");
    private static final org.seatrial.fault.Impairment LOSS =
            new org.seatrial.fault.Impairment(Duration.ZERO, Duration.ZERO, 0.01, 0, 0, 0, Duration.ZERO, 0);

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

    @Nested
    final class CablePullOfOneStrand extends OnFakeLab {
        CablePullOfOneStrand() {
            super(
                    new CablePullInjector(),
                    new Fault.CablePull("fibre-a", CableEnd.STRAND_A_TO_B),
                    new Fault.CablePull("fibre-q", CableEnd.STRAND_A_TO_B),
                    OFF);
        }
    }

    @Nested
    final class Shutdown extends OnFakeLab {
        Shutdown() {
            super(
                    new ShutdownInjector(),
                    new Fault.Shutdown("fibre-a", CableEnd.BOTH_ENDS),
                    new Fault.Shutdown("fibre-q", CableEnd.BOTH_ENDS),
                    PULL);
        }
    }

    @Nested
    final class MtuMismatch extends OnFakeLab {
        MtuMismatch() {
            super(
                    new MtuMismatchInjector(),
                    new Fault.MtuMismatch("fibre-a", CableEnd.FAR_END, 1400),
                    new Fault.MtuMismatch("fibre-q", CableEnd.FAR_END, 1400),
                    PULL);
        }
    }

    @Nested
    final class Impairment extends OnFakeLab {
        Impairment() {
            super(
                    new ImpairmentInjector(),
                    new Fault.Impaired("fibre-a", Strand.A_TO_B, LOSS),
                    new Fault.Impaired("fibre-q", Strand.A_TO_B, LOSS),
                    PULL);
        }
    }

    @Nested
    final class Flap extends OnFakeLab {
        Flap() {
            super(
                    new FlapInjector(),
                    new Fault.Flap("fibre-a", 3, Duration.ofSeconds(1)),
                    new Fault.Flap("fibre-q", 3, Duration.ofSeconds(1)),
                    PULL);
        }
    }

    @Nested
    final class Reboot extends OnFakeLab {
        Reboot() {
            super(
                    new RebootInjector(),
                    new Fault.Reboot("west-a", Duration.ofSeconds(2)),
                    new Fault.Reboot("west-q", Duration.ofSeconds(2)),
                    PULL);
        }
    }

    @Nested
    final class Crash extends OnFakeLab {
        Crash() {
            super(new CrashInjector(), new Fault.Crash("west-a", "bgpd"), new Fault.Crash("west-q", "bgpd"), PULL);
        }
    }

    @Nested
    final class Hang extends OnFakeLab {
        Hang() {
            super(new HangInjector(), new Fault.Hang("west-a", "bgpd"), new Fault.Hang("west-q", "bgpd"), PULL);
        }
    }

    @Nested
    final class SlowDisk extends OnFakeLab {
        SlowDisk() {
            super(
                    new SlowDiskInjector(),
                    new Fault.SlowDisk("west-a", "disk", 20),
                    new Fault.SlowDisk("west-q", "disk", 20),
                    PULL);
        }
    }

    @Nested
    final class TrafficAnomaly extends OnFakeLab {

        private static final Anomaly STORM =
                new Anomaly(Anomaly.Form.BROADCAST_STORM, 1000, 60, 1, Duration.ofSeconds(20), null);

        TrafficAnomaly() {
            super(
                    new TrafficAnomalyInjector(),
                    new Fault.TrafficAnomaly("west-a", new Endpoint("west", "eth1"), STORM),
                    new Fault.TrafficAnomaly("west-q", new Endpoint("west", "eth1"), STORM),
                    PULL);
        }
    }

    @Nested
    final class SiteLoss extends OnFakeLab {
        SiteLoss() {
            super(
                    new PowerOffInjector(),
                    new Fault.SiteLoss("west", List.of("west-a", "west-b")),
                    new Fault.SiteLoss("west-q", List.of("west-q")),
                    PULL);
        }

        @Override
        protected String nearName() {
            return "west-a";
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
                    node.carriersUp(),
                    lab.ports().orElseThrow().read(link.b()).mtu(),
                    lab.impairments().orElseThrow().read(link).aToB().setting(),
                    lab.daemons().orElseThrow().read("west-a", "bgpd").running(),
                    lab.disks().orElseThrow().read("west-a", "disk").operationsPerSecond(),
                    lab.anomalies()
                            .orElseThrow()
                            .read(new Endpoint("west", "eth1"))
                            .running());
        }

        @Override
        protected void settle(Lab lab) {
            FakeLab fake = (FakeLab) lab;
            fake.time().sleepUntil(fake.time().now() + A_MOMENT_NS);
        }
    }
}
