package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.QueueState;
import org.seatrial.engine.sys.TrafficControl;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;

/**
 * Carries out repairs; every state that it sets it reads back. What is gone with its lab needs no repair. Frames pass only
 * when every interface is up: that is when a cable is back, and it is known to a few microseconds.
 */
final class Repairing {

    private static final int IFF_UP = 0x1;
    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");

    private Repairing() {}

    /** Of all repairs the instants around letting frames pass; where no frame was stopped, around everything. */
    static Commanded carryOut(List<Repair> repairs) {
        long before = System.nanoTime();
        List<Repair.PassWire> wires = only(repairs, Repair.PassWire.class);
        List<Repair.PassNetem> queues = only(repairs, Repair.PassNetem.class);
        for (Repair repair : repairs) {
            switch (repair) {
                case Repair.Raise it -> raise(it);
                case Repair.Address it -> address(it);
                case Repair.Mtu it -> mtu(it);
                case Repair.Forward it -> forward(it);
                case Repair.AsDesigned it -> character(it);
                case Repair.EndSender it -> AnomalyRepairs.end(it);
                case Repair.AskAgain it -> AnomalyRepairs.askAgain(it);
                case Repair.Gateway it -> gateway(it);
                case Repair.LetGo it -> letGo(it.volume());
                case Repair.PassWire _,
                        Repair.PassNetem _,
                        Repair.Start _,
                        Repair.Serve _,
                        Repair.Offer _,
                        Repair.StartGuests _,
                        Repair.GoOn _,
                        Repair.Forget _ -> {
                    // All frames pass at one instant, and only then do daemons start; a timetable ends with its claim.
                }
            }
        }
        Commanded passed = pass(wires, queues);
        only(repairs, Repair.GoOn.class).forEach(Repairing::goOn);
        only(repairs, Repair.Start.class).forEach(Repairing::start);
        only(repairs, Repair.Offer.class).forEach(Repairing::offer);
        List<Repair.Serve> programs = only(repairs, Repair.Serve.class).stream()
                .filter(it -> !gone(it.namespace()))
                .toList();
        programs.forEach(it -> it.program().start(it.namespace(), it.folder()));
        programs.forEach(it -> it.program().awaitReady(it.namespace(), it.folder()));
        only(repairs, Repair.StartGuests.class).stream()
                .filter(it -> !gone(it.namespace()))
                .forEach(it -> NamespaceGuests.autostart(it.command(), it.node()));
        return wires.isEmpty() && queues.isEmpty() ? new Commanded(before, System.nanoTime()) : passed;
    }

    private static <T extends Repair> List<T> only(List<Repair> repairs, Class<T> kind) {
        return repairs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static boolean gone(String namespace) {
        return !Files.exists(Layout.handle(namespace));
    }

    private static void raise(Repair.Raise it) {
        if (gone(it.namespace())) {
            return;
        }
        try (InterfaceControl control = InterfaceControl.open(Layout.handle(it.namespace()))) {
            control.setUp(it.interfaceName(), true);
            if ((control.flags(it.interfaceName()) & IFF_UP) == 0) {
                throw new HealException(
                        "interface " + it.interfaceName() + " in " + it.namespace() + " is down after it was set up");
            }
        }
    }

    private static void address(Repair.Address it) {
        if (gone(it.namespace())) {
            return;
        }
        String present = Program.run("ip", "-n", it.namespace(), "-4", "-oneline", "addr");
        if (present.lines()
                .noneMatch(line ->
                        line.contains(" " + it.interfaceName() + " ") && line.contains(" " + it.address() + " "))) {
            Program.run("ip", "-n", it.namespace(), "addr", "add", it.address(), "dev", it.interfaceName());
        }
    }

    private static void gateway(Repair.Gateway it) {
        if (!gone(it.namespace())) {
            Program.run("ip", "-n", it.namespace(), "route", "replace", "default", "via", it.router());
        }
    }

    private static void mtu(Repair.Mtu it) {
        if (gone(it.namespace())) {
            return;
        }
        try (InterfaceControl control = InterfaceControl.open(Layout.handle(it.namespace()))) {
            control.setMtu(it.interfaceName(), it.mtu());
            int now = control.mtu(it.interfaceName());
            if (now != it.mtu()) {
                throw new HealException("the MTU of " + it.interfaceName() + " in " + it.namespace() + " is " + now
                        + " after it was set to " + it.mtu());
            }
        }
    }

    private static void forward(Repair.Forward it) {
        if (gone(it.namespace())) {
            return;
        }
        String now = NetworkNamespace.within(Layout.handle(it.namespace()), () -> {
            Files.writeString(FORWARDING, "1");
            return Files.readString(FORWARDING).strip();
        });
        if (!now.equals("1")) {
            throw new HealException(it.namespace() + " does not forward after it was told to");
        }
    }

    private static void character(Repair.AsDesigned it) {
        try (WireControl control = WireControl.open(it.control())) {
            control.set(it.wire(), it.direction(), it.character());
            if (!control.character(it.wire(), it.direction()).equals(it.character())) {
                throw new HealException("wire " + it.wire() + " does not carry frames as it was told to");
            }
        } catch (NoSuchFileException wireIsGone) {
            return;
        } catch (IOException failed) {
            throw unusable(it.control(), failed);
        }
    }

    private static Commanded pass(List<Repair.PassWire> wires, List<Repair.PassNetem> queues) {
        long before = System.nanoTime();
        wires.stream().map(Repair.PassWire::control).distinct().forEach(file -> passWires(file, wires));
        queues.stream().map(Repair.PassNetem::namespace).distinct().forEach(namespace -> passNetem(namespace, queues));
        return new Commanded(before, System.nanoTime());
    }

    private static void passWires(Path file, List<Repair.PassWire> wires) {
        try (WireControl control = WireControl.open(file)) {
            long at = System.nanoTime();
            for (Repair.PassWire it : wires) {
                control.pass(it.wire(), it.direction(), at);
            }
            for (Repair.PassWire it : wires) {
                if (control.silenced(it.wire(), it.direction(), System.nanoTime())) {
                    throw new HealException(
                            "wire " + it.wire() + " swallows frames after it was told to pass them: " + file);
                }
            }
        } catch (NoSuchFileException wireIsGone) {
            return;
        } catch (IOException failed) {
            throw unusable(file, failed);
        }
    }

    private static HealException unusable(Path file, IOException cause) {
        return new HealException("the wire's control file " + file + " cannot be used: " + cause.getMessage(), cause);
    }

    private static void passNetem(String namespace, List<Repair.PassNetem> queues) {
        if (gone(namespace)) {
            return;
        }
        Path handle = Layout.handle(namespace);
        SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
        for (Repair.PassNetem it : queues) {
            if (it.namespace().equals(namespace)) {
                int index = NetworkNamespace.within(handle, () -> Linux.interfaceIndex(it.interfaceName()));
                if (index == 0) {
                    throw new HealException("interface " + it.interfaceName() + " in " + namespace + " is gone");
                }
                settings.put(index, it.netem());
            }
        }
        try (TrafficControl control = TrafficControl.open(handle)) {
            control.set(settings);
            Map<Integer, QueueState> now = control.queues();
            settings.forEach((index, wanted) -> {
                QueueState state = now.get(index);
                if (state == null || state.netem().filter(wanted::equals).isEmpty()) {
                    throw new HealException("netem of interface " + index + " in " + namespace + " is "
                            + (state == null ? "gone" : state) + " after it was set to " + wanted);
                }
            });
        }
    }

    private static void goOn(Repair.GoOn it) {
        if (gone(it.namespace())) {
            return;
        }
        List<Integer> standing = FrrNode.process(it.namespace(), it.folder(), it.daemon()).stream()
                .toList();
        NamespaceProcesses.goOn(standing);
        List<Integer> still =
                standing.stream().filter(NamespaceProcesses::standsStill).toList();
        if (!still.isEmpty()) {
            throw new HealException(it.daemon() + " in " + it.namespace() + " stands still after it was told to go on: "
                    + still.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    private static void offer(Repair.Offer it) {
        if (!gone(it.namespace())) {
            target(it).start();
        }
    }

    /** A target that does not run holds nothing back, nor does it when it is started again. */
    private static void letGo(Repair.Offer it) {
        VolumeTarget target = target(it);
        if (!gone(it.namespace()) && target.targetRuns()) {
            target.holdBack(0);
        }
    }

    private static VolumeTarget target(Repair.Offer it) {
        return new VolumeTarget(it.node(), it.namespace(), it.folder(), it.volume(), it.port(), it.cache(), it.front());
    }

    private static void start(Repair.Start it) {
        if (gone(it.namespace())) {
            return;
        }
        FrrNode node =
                new FrrNode(it.node(), it.namespace(), it.folder(), List.of(it.daemon()), FrrAccount.ofThisProcess());
        node.start();
        List<String> ended = node.ended();
        if (!ended.isEmpty()) {
            throw new HealException("of " + node.node() + " do not run: " + String.join(", ", ended));
        }
    }
}
