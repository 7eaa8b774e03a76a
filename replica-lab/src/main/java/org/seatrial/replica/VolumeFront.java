package org.seatrial.replica;

import java.util.Locale;
import java.util.Optional;
import org.seatrial.lab.Volume;

/** A target beside the one for network block devices, by which the same volume is reached over another protocol. */
sealed interface VolumeFront {

    /** The program that answers. */
    String program();

    /** What provides it. */
    String debianPackage();

    /** What other parts of the product call it. */
    Volume.Front offered();

    /**
     * vblade answers by ATA over Ethernet.
     *
     * @param shelf 0 to 65534
     * @param slot 0 to 254
     * @param interfaceName where it answers
     */
    record Vblade(int shelf, int slot, String interfaceName) implements VolumeFront {

        static final String PROGRAM = "vblade";

        @Override
        public String program() {
            return PROGRAM;
        }

        @Override
        public String debianPackage() {
            return "vblade";
        }

        @Override
        public Volume.Front offered() {
            return new Volume.Aoe(shelf, slot, interfaceName);
        }
    }

    /**
     * tgtd answers by iSCSI.
     *
     * @param port TCP, on every address of the node
     * @param volume the volume's name, which is part of the target's
     */
    record Tgt(int port, String volume) implements VolumeFront {

        static final String PROGRAM = "tgtd";

        /** Of the only logical unit with data; number 0 is the target's controller. */
        static final int UNIT = 1;

        @Override
        public String program() {
            return PROGRAM;
        }

        @Override
        public String debianPackage() {
            return "tgt";
        }

        /** The target's qualified name (RFC 3720 section 3.2.6.3.1), which has no capitals and no underscores. */
        String target() {
            return "iqn.2026-01.org.seatrial:" + volume.toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Volume.Front offered() {
            return new Volume.Iscsi(port, target(), UNIT);
        }
    }

    /** One word. */
    static String text(Optional<VolumeFront> front) {
        return front.map(some -> switch (some) {
                    case Vblade it -> it.program() + "," + it.shelf() + "," + it.slot() + "," + it.interfaceName();
                    case Tgt it -> it.program() + "," + it.port() + "," + it.volume();
                })
                .orElse("");
    }

    /** @throws IllegalArgumentException if this is no such word */
    static Optional<VolumeFront> of(String text) {
        String[] words = text.split(",", -1);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (words.length == 4 && words[0].equals(Vblade.PROGRAM)) {
            return Optional.of(new Vblade(Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3]));
        }
        if (words.length == 3 && words[0].equals(Tgt.PROGRAM)) {
            return Optional.of(new Tgt(Integer.parseInt(words[1]), words[2]));
        }
        throw new IllegalArgumentException("the undo's target of a volume is not known: '" + text + "'");
    }
}
