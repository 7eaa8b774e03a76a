package org.seatrial.replica;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.LinkCharacter;

/**
 * Everything about a lab that is decided before anything is touched.
 *
 * @param namespaces node to the name of its namespace
 * @param cables of the design, in its order
 * @param reference the cable of the reference path
 * @param segments which links lead to bridges, and the addresses of the hosts there
 */
record Layout(
        String id,
        Design design,
        LabFile file,
        Map<String, String> namespaces,
        List<Cable> cables,
        Cable reference,
        Segments segments) {

    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final int FIRST_INDEX = 100;

    /**
     * @param cuttable links that must pass through the wire whatever their character
     * @param kernel what this machine's kernel can do
     */
    static Layout of(Design design, LabFile file, Set<String> cuttable, NetemSupport kernel, String id) {
        return of(design, file, cuttable, Set.of(), kernel, id);
    }

    /**
     * @param shapeable links that the wire process must carry, because it alone changes and counts what happens to frames
     */
    static Layout of(
            Design design, LabFile file, Set<String> cuttable, Set<String> shapeable, NetemSupport kernel, String id) {
        Segments segments = Segments.of(design, file.segments());
        List<Cable> cables = new ArrayList<>();
        long routed = 0;
        int index = FIRST_INDEX;
        Wires wires = new Wires(file.wire(), kernel);
        for (Link link : design.links()) {
            boolean shaped = shapeable.contains(link.name());
            boolean wired = shaped || cuttable.contains(link.name()) || needsWire(link.character());
            boolean bridged = Segments.bridged(design, link);
            cables.add(new Cable(
                    link,
                    index,
                    index + 1,
                    bridged ? segments.address(link.a()) : file.links().address(2 * routed),
                    bridged ? segments.address(link.b()) : file.links().address(2 * routed + 1),
                    wired ? Optional.of(wires.next(link.character(), shaped, index + 2)) : Optional.empty()));
            routed += bridged ? 0 : 1;
            index += 4;
        }
        Link path = new Link(
                "reference",
                new Endpoint(LabNames.REFERENCE_A, "eth0"),
                new Endpoint(LabNames.REFERENCE_B, "eth0"),
                0,
                LinkCharacter.PLAIN);
        Cable reference = new Cable(
                path,
                index,
                index + 1,
                file.reference().address(0),
                file.reference().address(1),
                Optional.of(wires.next(path.character(), false, index + 2)));
        return new Layout(
                id,
                design,
                file,
                LabNames.ofNodes(id, design.nodes().keySet()),
                List.copyOf(cables),
                reference,
                segments);
    }

    /** Numbers wired cables, and among them those of the wire process. */
    private static final class Wires {

        private final Medium.Choice choice;
        private final NetemSupport kernel;
        private int number;
        private int slot;

        Wires(Medium.Choice choice, NetemSupport kernel) {
            this.choice = choice;
            this.kernel = kernel;
        }

        Cable.Wire next(LinkCharacter link, boolean shaped, int index) {
            Medium medium = !shaped && Medium.byKernel(choice, link, kernel)
                    ? new Medium.KernelQueue(Netem.of(link))
                    : new Medium.WireProcess(slot++);
            return new Cable.Wire(number++, index, index + 1, medium);
        }
    }

    private static boolean needsWire(LinkCharacter character) {
        return character.delayNs() > 0
                || character.jitterNs() > 0
                || character.lossRatio() > 0
                || character.rateBitsPerSecond() > 0;
    }

    /** Every cable, the reference path's last: the order of the wires and of their slots. */
    List<Cable> allCables() {
        return Stream.concat(cables.stream(), Stream.of(reference)).toList();
    }

    List<Cable> wired() {
        return allCables().stream().filter(cable -> cable.wire().isPresent()).toList();
    }

    List<Cable> cablesOf(String node) {
        return cables.stream().filter(cable -> cable.link().touches(node)).toList();
    }

    /** The cables of a node over which routes are exchanged: those that end on no bridge. */
    List<Cable> routedCablesOf(String node) {
        return cablesOf(node).stream()
                .filter(cable -> !Segments.bridged(design, cable.link()))
                .toList();
    }

    /** What gives a host its way out of its segment back, which the kernel forgets with the interface. */
    Optional<Repair> gateway(String node) {
        return switched(node)
                ? segments.gatewayOf(node).map(router -> new Repair.Gateway(namespace(node), router))
                : Optional.empty();
    }

    /** Whether a node takes no part in routing: a bridge, or a host whose cables all end on bridges. */
    boolean switched(String node) {
        return Segments.switched(design, node);
    }

    /** The address of a cable's end with its prefix; empty at a bridge, which has none. */
    Optional<String> addressWithPrefix(Cable.End end) {
        return end.address().isEmpty()
                ? Optional.empty()
                : Optional.of(segments.addresses().getOrDefault(end.endpoint(), end.address() + "/31"));
    }

    /** Cables of a node between daemons whose configuration this lab wrote: what runs over them is known. */
    List<Cable> configuredCablesOf(String node) {
        return routedCablesOf(node).stream()
                .filter(cable -> file.node(cable.link().a().node())
                                .configurations()
                                .isEmpty()
                        && file.node(cable.link().b().node()).configurations().isEmpty())
                .toList();
    }

    Optional<Cable> cable(Link link) {
        return allCables().stream()
                .filter(cable -> cable.link().name().equals(link.name())
                        && cable.link().a().equals(link.a()))
                .findFirst();
    }

    /** The name of the namespace of a node of the design or of an end of the reference path. */
    String namespace(String node) {
        String name = namespaces.get(node);
        return name != null ? name : LabNames.namespace(id, node);
    }

    String wireNamespace() {
        return LabNames.namespace(id, LabNames.WIRE);
    }

    List<String> allNamespaces() {
        return Stream.concat(
                        namespaces.values().stream(),
                        Stream.of(LabNames.WIRE, LabNames.REFERENCE_A, LabNames.REFERENCE_B)
                                .map(part -> LabNames.namespace(id, part)))
                .toList();
    }

    /** Where the kernel's handle of a namespace is. */
    static Path handle(String namespace) {
        return NAMESPACES.resolve(namespace);
    }

    static Path namespaceFolder() {
        return NAMESPACES;
    }

    /** The daemons a node runs, in the order in which they start. */
    List<String> daemons(String node) {
        if (switched(node)) {
            return List.of();
        }
        List<String> daemons = new ArrayList<>(List.of("zebra"));
        if (!file.node(node).routes().isEmpty()
                || file.node(node).configurations().containsKey("staticd")) {
            daemons.add("staticd");
        }
        if (file.routing().bfd().isPresent() || file.node(node).configurations().containsKey("bfdd")) {
            daemons.add("bfdd");
        }
        daemons.add("bgpd");
        return daemons;
    }
}
