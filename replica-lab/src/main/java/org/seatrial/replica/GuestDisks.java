package org.seatrial.replica;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.YamlNode;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/**
 * The disks of the guests of one range: each a file or an export of its own, or a slice of one that all of them share.
 *
 * @param sources of each guest, in their order
 * @param sliceBytes 0 where each has the whole
 * @param first the number of the first guest's slice, from 0
 */
record GuestDisks(List<String> sources, long sliceBytes, long first) {

    private static final String KEY = "disk";
    private static final String EACH = "{name}";
    private static final Pattern NBD = Pattern.compile("nbd://([0-9.]+):(\\d{1,5})/[A-Za-z0-9._-]+");
    private static final int LARGEST_PORT = 65_535;
    private static final int SECTOR_BYTES = 512;
    private static final long LARGEST_SLICE_BYTES = 1L << 40;
    private static final long MOST_SLICES = 100_000;

    /** @param named guests of the range, at least one */
    static Optional<GuestDisks> read(Path labFile, List<String> named, Fields guest) {
        if (!(guest.node(KEY).orElse(null) instanceof YamlNode.Mapping)) {
            return guest.text(KEY)
                    .flatMap(text -> sources(labFile, named, guest, KEY, text))
                    .map(all -> new GuestDisks(all, 0, 0));
        }
        return guest.fields(KEY, List.of("volume", "slice", "first")).flatMap(disk -> {
            disk.require("slice", "how much of the volume each guest has, for example 4 KiB");
            long bytes = sliceBytes(disk);
            long first = disk.integer("first", 0, MOST_SLICES).orElse(0);
            return disk.requiredText("volume")
                    .flatMap(text -> sources(labFile, named, disk, "volume", text))
                    .map(all -> new GuestDisks(all, bytes, first));
        });
    }

    private static long sliceBytes(Fields disk) {
        Optional<Quantity> slice = disk.quantity("slice", Dimension.SIZE);
        double bytes = slice.map(Quantity::base).orElse((double) SECTOR_BYTES);
        if (bytes < SECTOR_BYTES || bytes > LARGEST_SLICE_BYTES || bytes % SECTOR_BYTES != 0) {
            disk.problems()
                    .add(
                            disk.place("slice"),
                            slice.map(Quantity::text).orElse(""),
                            "no disk can have this size",
                            "a multiple of " + SECTOR_BYTES + " B, at most 1024 GiB");
            return SECTOR_BYTES;
        }
        return (long) bytes;
    }

    private static Optional<List<String>> sources(
            Path labFile, List<String> named, Fields fields, String key, String text) {
        String shown = text.replace(EACH, named.getFirst());
        if (shown.startsWith("nbd:")) {
            return export(fields, key, text, shown)
                    ? Optional.of(
                            named.stream().map(name -> text.replace(EACH, name)).toList())
                    : Optional.empty();
        }
        for (String name : named) {
            Path image = labFile.resolveSibling(text.replace(EACH, name));
            if (!Files.isReadable(image) || image.toString().contains(",")) {
                fields.problems()
                        .add(
                                fields.place(key),
                                text.replace(EACH, name),
                                "there is no such file, or it cannot be read, or it has a comma in its name",
                                "a file, or nbd://ADDRESS:PORT/EXPORT");
                return Optional.empty();
            }
        }
        return Optional.of(named.stream()
                .map(name -> labFile.resolveSibling(text.replace(EACH, name)).toString())
                .toList());
    }

    private static boolean export(Fields fields, String key, String text, String shown) {
        Matcher nbd = NBD.matcher(shown);
        boolean valid = nbd.matches()
                && Ipv4Block.parse(nbd.group(1))
                        .filter(Ipv4Block.BENCHMARKING::contains)
                        .isPresent()
                && Integer.parseInt(nbd.group(2)) <= LARGEST_PORT;
        if (!valid) {
            fields.problems()
                    .add(
                            fields.place(key),
                            text,
                            "this names no export of a storage node",
                            "nbd://ADDRESS:PORT/EXPORT with an address within " + Ipv4Block.BENCHMARKING);
        }
        return valid;
    }

    /** The disk of a guest by its place in the range, from 0. */
    LabFile.GuestDisk of(int guest) {
        return new LabFile.GuestDisk(sources.get(guest), (first + guest) * sliceBytes, sliceBytes);
    }
}
