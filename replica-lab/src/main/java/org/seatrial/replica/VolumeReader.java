package org.seatrial.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.topology.Design;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads {@code volumes} of a node in a lab file. */
final class VolumeReader {

    private static final String KEY = "volumes";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,19}");
    private static final long MEBIBYTE = 1 << 20;
    private static final long LARGEST_BYTES = 4L << 30;
    private static final long USUAL_PORT = 10_809;
    private static final double SLOWEST_BITS_PER_SECOND = 8e3;
    private static final String NBD = "nbd";
    private static final String SYNC = "sync";
    private static final String ASYNC = "async";

    private final FileProblems problems;
    private final Design design;

    VolumeReader(FileProblems problems, Design design) {
        this.problems = problems;
        this.design = design;
    }

    List<VolumeSettings> read(String node, Fields fields) {
        List<VolumeSettings> volumes = new ArrayList<>();
        Set<Integer> ports = new HashSet<>();
        fields.map(KEY)
                .ifPresent(map -> map.entries().forEach((name, value) -> {
                    if (Segments.isBridge(design, node)) {
                        problems.add(value.place(), node, "a bridge offers no volume", "a node that is no bridge");
                    }
                    if (!NAME.matcher(name).matches()) {
                        problems.add(
                                value.place(),
                                name,
                                "this cannot be a volume's name",
                                "1 to 20 letters, digits, dashes and underscores");
                    }
                    Fields.asMap(value, problems)
                            .map(own -> new Fields(
                                    problems,
                                    own,
                                    List.of(
                                            "size",
                                            "serve",
                                            "port",
                                            "cache",
                                            "mirror",
                                            "target",
                                            "aoe",
                                            "interface",
                                            "iscsi-port")))
                            .flatMap(own -> volume(node, name, own, ports))
                            .ifPresent(volumes::add);
                }));
        return List.copyOf(volumes);
    }

    private Optional<VolumeSettings> volume(String node, String name, Fields fields, Set<Integer> ports) {
        OptionalLong bytes = size(fields);
        fields.text("serve")
                .filter(text -> !text.equals(NBD))
                .ifPresent(text -> problems.add(fields.place("serve"), text, "this lab cannot offer a volume so", NBD));
        int port = (int) fields.integer("port", 1024, 65_535).orElse(USUAL_PORT);
        if (!ports.add(port)) {
            problems.add(fields.place(), String.valueOf(port), "another volume of the node has this port", "one each");
        }
        Optional<String> cache = fields.text("cache");
        Optional<VolumeSettings.Cache> known = cache.flatMap(VolumeSettings.Cache::named);
        if (cache.isPresent() && known.isEmpty()) {
            problems.add(
                    fields.place("cache"),
                    cache.get(),
                    "there is no such cache",
                    NearNames.valid(cache.get(), VolumeSettings.Cache.names()));
        }
        Optional<VolumeSettings.Mirror> mirror = mirror(fields);
        Optional<VolumeFront> front = new VolumeFrontReader(problems, design).read(node, name, fields);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VolumeSettings(
                name, bytes.getAsLong(), port, known.orElse(VolumeSettings.Cache.NONE), mirror, front));
    }

    private OptionalLong size(Fields fields) {
        fields.require("size", "how large it is, for example 64 MiB");
        Optional<Quantity> size = fields.quantity("size", Dimension.SIZE);
        if (size.isEmpty()) {
            return OptionalLong.empty();
        }
        double bytes = size.get().base();
        if (bytes < MEBIBYTE || bytes > LARGEST_BYTES || bytes % MEBIBYTE != 0) {
            problems.add(
                    fields.place("size"),
                    size.get().text(),
                    "volumes of this lab, which are kept in memory, have no such size",
                    "whole MiB, 1 MiB to 4 GiB");
            return OptionalLong.empty();
        }
        return OptionalLong.of((long) bytes);
    }

    private Optional<VolumeSettings.Mirror> mirror(Fields volume) {
        Optional<Fields> fields =
                volume.fields("mirror", List.of("to", "volume", "mode", "throttle", "resynchronisation"));
        Optional<String> to = fields.flatMap(own -> own.requiredText("to"));
        Optional<String> name = fields.flatMap(own -> own.requiredText("volume"));
        Optional<String> mode = fields.flatMap(own -> own.requiredText("mode"));
        if (fields.isEmpty() || to.isEmpty() || name.isEmpty() || mode.isEmpty()) {
            return Optional.empty();
        }
        if (!mode.get().equals(SYNC) && !mode.get().equals(ASYNC)) {
            problems.add(
                    fields.get().place("mode"), mode.get(), "there is no such mode of a mirror", SYNC + " or " + ASYNC);
        }
        return Optional.of(new VolumeSettings.Mirror(
                to.get(),
                name.get(),
                mode.get().equals(SYNC),
                pace(fields.get(), "throttle"),
                pace(fields.get(), "resynchronisation")));
    }

    private OptionalDouble pace(Fields fields, String key) {
        Optional<Quantity> rate = fields.quantity(key, Dimension.BIT_RATE);
        if (rate.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (rate.get().base() < SLOWEST_BITS_PER_SECOND) {
            problems.add(fields.place(key), rate.get().text(), "no mirror is that slow", "8 kbit/s or more");
        }
        return OptionalDouble.of(rate.get().base() / Byte.SIZE);
    }

    /** Looks up where mirrors point to, once all nodes are read. */
    void mirrors(Place place, SequencedMap<String, LabFile.NodeSettings> nodes) {
        VolumeFrontReader.unique(problems, place, nodes);
        nodes.forEach((node, settings) -> settings.volumes()
                .forEach(volume -> volume.mirror().ifPresent(mirror -> check(place, node, volume, mirror, nodes))));
    }

    private void check(
            Place place,
            String node,
            VolumeSettings volume,
            VolumeSettings.Mirror mirror,
            SequencedMap<String, LabFile.NodeSettings> nodes) {
        String what = "the mirror of volume " + volume.name() + " of " + node;
        LabFile.NodeSettings far = nodes.get(mirror.to());
        if (far == null || mirror.to().equals(node)) {
            problems.add(
                    place,
                    mirror.to(),
                    what + " is not at another node of the topology",
                    NearNames.valid(mirror.to(), nodes.keySet()));
            return;
        }
        Optional<VolumeSettings> copy = far.volumes().stream()
                .filter(one -> one.name().equals(mirror.volume()))
                .findFirst();
        if (copy.isEmpty()) {
            List<String> names =
                    far.volumes().stream().map(VolumeSettings::name).toList();
            problems.add(
                    place,
                    mirror.volume(),
                    what + " names a volume that " + mirror.to() + " does not have",
                    NearNames.valid(mirror.volume(), names));
        } else if (copy.get().bytes() != volume.bytes() || copy.get().mirror().isPresent()) {
            problems.add(
                    place,
                    mirror.volume(),
                    what + " has another size, or is mirrored itself",
                    "a volume of the same size without a mirror");
        }
    }
}
