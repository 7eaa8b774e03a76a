package org.seatrial.run;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.topology.Link;

/** Injects every fault through the lab's capabilities, without questions. */
class TestInjector implements FaultInjector {

    @Override
    public String name() {
        return "test";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return true;
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        return switch (fault) {
            case Fault.CablePull pull -> lab.links().orElseThrow().prepareCarrier(link(fault, lab), pull.end(), undoId);
            case Fault.SilentCut cut ->
                lab.links().orElseThrow().prepareSilence(link(fault, lab), cut.strand(), undoId);
            case Fault.Shutdown _ ->
                lab.ports()
                        .orElseThrow()
                        .prepareShutdown(List.of(link(fault, lab).a()), undoId);
            case Fault.Impaired worse ->
                lab.impairments().orElseThrow().prepareImpairment(link(fault, lab), worse.strand(), undoId);
            case Fault.MtuMismatch _ ->
                lab.ports().orElseThrow().prepareMtu(link(fault, lab).a(), undoId);
            case Fault.Flap _ -> lab.flaps().orElseThrow().prepareFlap(link(fault, lab), undoId);
            case Fault.PowerLoss loss -> lab.power().orElseThrow().preparePower(loss.nodes(), undoId);
            case Fault.Reboot reboot -> lab.power().orElseThrow().prepareReboot(reboot.node(), undoId);
            case Fault.Crash crash -> lab.daemons().orElseThrow().prepareCrash(crash.node(), crash.daemon(), undoId);
            case Fault.Hang hang -> lab.daemons().orElseThrow().prepareHang(hang.node(), hang.daemon(), undoId);
            case Fault.SlowDisk slow -> lab.disks().orElseThrow().prepareSlow(slow.node(), slow.volume(), undoId);
            case Fault.TrafficAnomaly traffic ->
                lab.anomalies().orElseThrow().prepareAnomaly(traffic.from(), traffic.anomaly(), undoId);
        };
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        return switch (fault) {
            case Fault.CablePull pull -> lab.links().orElseThrow().dropCarrier(link(fault, lab), pull.end());
            case Fault.SilentCut cut -> lab.links().orElseThrow().silence(link(fault, lab), cut.strand());
            case Fault.Shutdown _ ->
                lab.ports().orElseThrow().shutdown(List.of(link(fault, lab).a()));
            case Fault.Impaired worse ->
                lab.impairments().orElseThrow().impair(link(fault, lab), worse.strand(), worse.impairment());
            case Fault.MtuMismatch mismatch ->
                lab.ports().orElseThrow().setMtu(link(fault, lab).a(), mismatch.mtu());
            case Fault.Flap flap -> lab.flaps().orElseThrow().flap(link(fault, lab), flap.times(), flap.period());
            case Fault.PowerLoss loss -> lab.power().orElseThrow().powerOff(loss.nodes());
            case Fault.Reboot reboot -> lab.power().orElseThrow().reboot(reboot.node(), reboot.off());
            case Fault.Crash crash -> lab.daemons().orElseThrow().crash(crash.node(), crash.daemon());
            case Fault.Hang hang -> lab.daemons().orElseThrow().hang(hang.node(), hang.daemon());
            case Fault.SlowDisk slow ->
                lab.disks().orElseThrow().slow(slow.node(), slow.volume(), slow.operationsPerSecond());
            case Fault.TrafficAnomaly traffic ->
                lab.anomalies().orElseThrow().unleash(traffic.from(), traffic.anomaly());
        };
    }

    private static Link link(Fault fault, Lab lab) {
        return lab.design().link(fault.target()).orElseThrow();
    }
}
