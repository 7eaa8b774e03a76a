package org.seatrial.fault.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.device.Inventory.Device;
import org.seatrial.fault.device.Inventory.Mirror;
import org.seatrial.fault.device.drbd.DrbdVolume;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.lab.MirrorWatch;

/** Reads which volumes are mirrored by DRBD, and at which hosts it is asked. */
final class MirrorReader {

    private static final List<String> KEYS = List.of("node", "device", "copy", "copy-device", "mode", "drbd");
    private static final String SYNC = "sync";
    private static final String ASYNC = "async";
    private static final int MOST_VOLUMES = 65_535;

    private final FileProblems problems;
    private final Set<String> nodes;
    private final Map<String, Device> devices;
    private final Map<String, Place> taken = new HashMap<>();

    /** @param nodes those of the design */
    MirrorReader(FileProblems problems, Set<String> nodes, Map<String, Device> devices) {
        this.problems = problems;
        this.nodes = nodes;
        this.devices = devices;
    }

    /** @param name of the volume, as suites have it */
    Optional<Mirror> of(String name, YamlNode node) {
        if (!DrbdVolume.plain(name)) {
            problems.add(node.place(), name, "a volume cannot be named so", "letters, digits and _ . -");
        }
        return Fields.asMap(node, problems).flatMap(map -> mirror(name, new Fields(problems, map, KEYS)));
    }

    private Optional<Mirror> mirror(String name, Fields fields) {
        Optional<String> node = fields.requiredText("node").filter(found -> inDesign(fields, "node", found));
        Optional<String> copy = fields.requiredText("copy").filter(found -> inDesign(fields, "copy", found));
        Optional<String> device = fields.requiredText("device").filter(found -> isHost(fields, "device", found));
        Optional<String> there =
                fields.requiredText("copy-device").filter(found -> isHost(fields, "copy-device", found));
        Optional<Boolean> synchronous = mode(fields);
        fields.require("drbd", "{resource: NAME}");
        Optional<Fields> drbd = fields.fields("drbd", List.of("resource", "volume", "peer", "copy-peer"));
        Optional<DrbdVolume> own = drbd.flatMap(found -> volume(found, "peer"));
        Optional<DrbdVolume> far = drbd.flatMap(found -> volume(found, "copy-peer"));
        drbd.ifPresent(this::names);
        if (node.isPresent() && node.equals(copy)) {
            problems.add(
                    fields.place("copy"), copy.orElse(""), "a copy at the volume's own node is none", "another node");
        }
        if (device.isPresent() && device.equals(there)) {
            problems.add(
                    fields.place("copy-device"),
                    there.orElse(""),
                    "volume and copy would be asked for at one host",
                    "the host of the copy");
        }
        if (node.isEmpty()
                || copy.isEmpty()
                || device.isEmpty()
                || there.isEmpty()
                || synchronous.isEmpty()
                || own.isEmpty()
                || far.isEmpty()
                || device.equals(there)) {
            return Optional.empty();
        }
        unique(device.get(), own.get(), fields.place());
        unique(there.get(), far.get(), fields.place());
        return Optional.of(new Mirror(
                new MirrorWatch.Mirror(node.get(), name, copy.get()),
                synchronous.get(),
                device.get(),
                own.get(),
                there.get(),
                far.get()));
    }

    private boolean inDesign(Fields fields, String key, String name) {
        if (!nodes.contains(name)) {
            problems.unknown(fields.place(key), "node in the topology", name, nodes);
            return false;
        }
        return true;
    }

    private boolean isHost(Fields fields, String key, String name) {
        Device device = devices.get(name);
        if (device == null) {
            problems.unknown(fields.place(key), "device", name, devices.keySet());
            return false;
        }
        if (shell(device).isEmpty()) {
            problems.add(
                    fields.place(key),
                    name,
                    device.adapter() + " runs no command on a host, so that DRBD cannot be asked",
                    "a device whose adapter does: "
                            + DeviceAdapters.names().stream()
                                    .filter(one -> DeviceAdapters.named(one).orElse(null) instanceof RemoteShell)
                                    .collect(Collectors.joining(", ")));
            return false;
        }
        return true;
    }

    static Optional<RemoteShell> shell(Device device) {
        return DeviceAdapters.named(device.adapter())
                .flatMap(adapter -> adapter instanceof RemoteShell shell ? Optional.of(shell) : Optional.empty());
    }

    private Optional<Boolean> mode(Fields fields) {
        Optional<String> mode = fields.requiredText("mode");
        if (mode.isPresent() && !mode.get().equals(SYNC) && !mode.get().equals(ASYNC)) {
            problems.add(fields.place("mode"), mode.get(), "there is no such mode of a mirror", SYNC + " or " + ASYNC);
            return Optional.empty();
        }
        return mode.map(SYNC::equals);
    }

    /** Each that is wrong is told once, though both hosts' names of the volume need them. */
    private void names(Fields drbd) {
        drbd.require("resource", "its name in DRBD's configuration");
        for (String key : List.of("resource", "peer", "copy-peer")) {
            drbd.text(key)
                    .filter(name -> !DrbdVolume.plain(name))
                    .ifPresent(name -> problems.add(
                            drbd.place(key), name, "this cannot be put into a command", "letters, digits and _ . -"));
        }
        drbd.integer("volume", 0, MOST_VOLUMES);
    }

    private static Optional<DrbdVolume> volume(Fields drbd, String peer) {
        Optional<String> resource = drbd.text("resource").filter(DrbdVolume::plain);
        OptionalLong number = number(drbd);
        return resource.map(name -> new DrbdVolume(name, (int) number.orElse(0), drbd.text(peer)));
    }

    private static OptionalLong number(Fields drbd) {
        return drbd.text("volume").filter(text -> text.matches("\\d{1,5}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** One volume of DRBD is the mirror of one volume of the design. */
    private void unique(String device, DrbdVolume volume, Place place) {
        Place other = taken.putIfAbsent(device + " " + volume.resource() + "/" + volume.number(), place);
        if (other != null) {
            problems.add(
                    place,
                    volume.resource() + "/" + volume.number(),
                    "this volume of DRBD is another mirror already, at " + other,
                    "a volume of DRBD for each mirror");
        }
    }
}
