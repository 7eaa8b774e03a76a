package org.seatrial.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.topology.Design;

/** Reads {@code target} of a volume, and what belongs to it. */
final class VolumeFrontReader {

    private static final String TARGET = "target";
    private static final String QEMU = "qemu";
    private static final String TGT = "tgt";
    private static final long ISCSI_PORT = 3260;
    private static final List<String> TARGETS = List.of(QEMU, VolumeFront.Vblade.PROGRAM, TGT);
    private static final Pattern UNIT = Pattern.compile("(\\d{1,5})\\.(\\d{1,3})");
    private static final int LAST_SHELF = 65_534;
    private static final int LAST_SLOT = 254;

    private final FileProblems problems;
    private final Design design;

    VolumeFrontReader(FileProblems problems, Design design) {
        this.problems = problems;
        this.design = design;
    }

    /** Empty where a volume is offered as a network block device only. */
    Optional<VolumeFront> read(String node, String name, Fields volume) {
        String target = volume.text(TARGET).orElse(QEMU);
        return switch (target) {
            case VolumeFront.Vblade.PROGRAM -> {
                foreign(volume, VolumeFront.Vblade.PROGRAM, "iscsi-port");
                yield vblade(node, volume);
            }
            case TGT -> {
                foreign(volume, TGT, "aoe", "interface");
                long port = volume.integer("iscsi-port", 1024, 65_535).orElse(ISCSI_PORT);
                yield Optional.of(new VolumeFront.Tgt((int) port, name));
            }
            case QEMU -> {
                foreign(volume, QEMU, "aoe", "interface", "iscsi-port");
                yield Optional.empty();
            }
            default -> {
                problems.unknown(volume.place(TARGET), "target of a volume", target, TARGETS);
                yield Optional.empty();
            }
        };
    }

    private void foreign(Fields volume, String target, String... keys) {
        for (String key : keys) {
            volume.text(key)
                    .ifPresent(text -> problems.add(
                            volume.place(key), text, "target " + target + " knows no '" + key + "'", "leave it out"));
        }
    }

    private Optional<VolumeFront> vblade(String node, Fields volume) {
        volume.require("aoe", "shelf.slot by which it is known, for example 0.1");
        volume.require("interface", "where it answers, for example eth1");
        Optional<String> name = volume.text("interface");
        Optional<String> unit = volume.text("aoe");
        Optional<VolumeFront> front = Optional.empty();
        if (unit.isPresent()) {
            Matcher parts = UNIT.matcher(unit.get());
            if (parts.matches()
                    && Integer.parseInt(parts.group(1)) <= LAST_SHELF
                    && Integer.parseInt(parts.group(2)) <= LAST_SLOT) {
                front = Optional.of(new VolumeFront.Vblade(
                        Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), name.orElse("")));
            } else {
                problems.add(
                        volume.place("aoe"),
                        unit.get(),
                        "this is no unit of AoE",
                        "SHELF.SLOT, 0 to " + LAST_SHELF + " and 0 to " + LAST_SLOT);
            }
        }
        List<String> interfaces = design.linksOf(node).stream()
                .map(link -> link.endAt(node).interfaceName())
                .toList();
        if (name.isPresent() && !interfaces.contains(name.get())) {
            problems.add(
                    volume.place("interface"),
                    name.get(),
                    "node " + node + " has no such interface",
                    NearNames.valid(name.get(), interfaces));
            return Optional.empty();
        }
        return name.isPresent() ? front : Optional.empty();
    }

    /** Two units of one number on one segment would both answer; here each has its own in the whole lab. */
    static void unique(FileProblems problems, Place place, SequencedMap<String, LabFile.NodeSettings> nodes) {
        Map<String, String> taken = new HashMap<>();
        nodes.forEach((node, settings) -> settings.volumes()
                .forEach(volume -> volume.front().ifPresent(front -> {
                    String unit = switch (front) {
                        case VolumeFront.Vblade it -> "AoE " + it.shelf() + "." + it.slot();
                        case VolumeFront.Tgt it -> "iSCSI port " + it.port() + " of " + node;
                    };
                    String other = taken.putIfAbsent(unit, volume.name() + " of " + node);
                    if (other != null) {
                        problems.add(
                                place,
                                unit,
                                "volume " + volume.name() + " of " + node + " has the number of volume " + other,
                                "one each");
                    }
                })));
    }
}
