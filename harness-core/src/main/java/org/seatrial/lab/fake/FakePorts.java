package org.seatrial.lab.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PortReading;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Interfaces of a simulated lab. Their MTU is a number that no frame minds. */
final class FakePorts implements PortControl {

    private static final int MTU = 1500;
    private static final String SHUTDOWN = "shutdown of ";

    private final String labId;
    private final Design design;
    private final FakeNetwork network;
    private final FakeTime time;
    private final Map<Endpoint, Integer> lowered = new HashMap<>();

    FakePorts(String labId, Design design, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.design = design;
        this.network = network;
        this.time = time;
    }

    private static String shutdownKey(String ports) {
        return SHUTDOWN + ports;
    }

    private static String mtuKey(Endpoint port) {
        return "MTU of " + port;
    }

    private Link link(Endpoint port) {
        return design.links().stream()
                .filter(link -> link.a().equals(port) || link.b().equals(port))
                .findFirst()
                .orElseThrow(() -> new LabException("this lab has no interface " + port));
    }

    @Override
    public Undo prepareShutdown(List<Endpoint> ports, String undoId) {
        ports.forEach(this::link);
        String all = ports.stream().map(Endpoint::toString).collect(Collectors.joining(" and "));
        return FakeHealer.undo(undoId, labId, shutdownKey(all), "enable " + all + " again");
    }

    @Override
    public Commanded shutdown(List<Endpoint> ports) {
        long now = time.now();
        String all = ports.stream().map(Endpoint::toString).collect(Collectors.joining(" and "));
        Set<String> links = ports.stream().map(port -> link(port).name()).collect(Collectors.toSet());
        network.add(new Break(shutdownKey(all), links, "", true, true, false, false, now, Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public Undo prepareMtu(Endpoint port, String undoId) {
        link(port);
        return FakeHealer.undo(undoId, labId, mtuKey(port), "give " + port + " its MTU back");
    }

    @Override
    public Commanded setMtu(Endpoint port, int mtu) {
        long now = time.now();
        lowered.put(port, mtu);
        network.add(new Break(mtuKey(port), Set.of(), "", false, false, true, true, now, Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public PortReading read(Endpoint port) {
        Link link = link(port);
        long now = time.now();
        boolean carrier = true;
        long changes = 0;
        for (Break broken : network.breaks()) {
            boolean dark = port.equals(link.a()) ? !broken.carrierA() : !broken.carrierB();
            if (broken.links().contains(link.name()) && dark && broken.fromNs() <= now) {
                carrier &= !broken.activeAt(now);
                changes += broken.untilNs() <= now ? 2 : 1;
            }
        }
        boolean enabled = network.breaks().stream()
                .filter(broken -> broken.activeAt(now) && broken.key().startsWith(SHUTDOWN))
                .noneMatch(broken -> List.of(
                                broken.key().substring(SHUTDOWN.length()).split(" and ", -1))
                        .contains(port.toString()));
        int mtu = network.broken(mtuKey(port), now) ? lowered.getOrDefault(port, MTU) : MTU;
        return new PortReading(now, now, enabled, enabled && carrier, mtu, changes);
    }
}
