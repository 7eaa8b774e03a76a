package org.seatrial.lab.fake;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DaemonReading;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;

/** Daemons of a simulated lab. Where one crashes or hangs, the neighbours' sessions end and nothing is lost. */
final class FakeDaemons implements DaemonControl {

    private static final List<String> NAMES = List.of("zebra", "bfdd", "bgpd");
    private static final long NUMBER = 100;

    private final String labId;
    private final Design design;
    private final FakeNetwork network;
    private final FakeTime time;

    FakeDaemons(String labId, Design design, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.design = design;
        this.network = network;
        this.time = time;
    }

    private static String crashKey(String node, String daemon) {
        return "crash of " + daemon + " of " + node;
    }

    private static String hangKey(String node, String daemon) {
        return "hang of " + daemon + " of " + node;
    }

    @Override
    public List<String> daemons(String node) {
        return design.node(node).isPresent() ? NAMES : List.of();
    }

    @Override
    public Undo prepareCrash(String node, String daemon, String undoId) {
        return FakeHealer.undo(undoId, labId, crashKey(node, daemon), "start " + daemon + " of " + node + " again");
    }

    @Override
    public Commanded crash(String node, String daemon) {
        return strike(node, crashKey(node, daemon));
    }

    @Override
    public Undo prepareHang(String node, String daemon, String undoId) {
        return FakeHealer.undo(undoId, labId, hangKey(node, daemon), "let " + daemon + " of " + node + " go on");
    }

    @Override
    public Commanded hang(String node, String daemon) {
        return strike(node, hangKey(node, daemon));
    }

    private Commanded strike(String node, String key) {
        long now = time.now();
        Set<String> links = design.linksOf(node).stream().map(Link::name).collect(Collectors.toSet());
        network.add(new Break(key, links, "", false, false, true, true, now, Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public DaemonReading read(String node, String daemon) {
        long now = time.now();
        if (network.broken(crashKey(node, daemon), now)) {
            return new DaemonReading(now, now, Set.of(), Set.of());
        }
        return network.broken(hangKey(node, daemon), now)
                ? new DaemonReading(now, now, Set.of(), Set.of(NUMBER))
                : new DaemonReading(now, now, Set.of(NUMBER), Set.of());
    }
}
