package org.seatrial.fault.device.drbd;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A volume of a DRBD resource, as one of its hosts knows it.
 *
 * @param resource its name in DRBD's configuration
 * @param number of the volume in the resource, from 0
 * @param peer the connection's name, which is the other host's, where the resource has several; DRBD 8.4 has one
 */
public record DrbdVolume(String resource, int number, Optional<String> peer) {

    /** DRBD allows more, but these need no quotes in a shell. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /** Lines of an answer that are ours begin so. */
    static final String MARK = "seatrial ";

    static final String READY = MARK + "ready";
    static final String LOOK = MARK + "look ";
    static final String STATUS = MARK + "status";
    static final String SHOW = MARK + "show";
    static final String SEEN = MARK + "seen ";

    /** Where there is no DRBD its tool is not asked either, which would load it. */
    private static final String LOOP = """
        exec sh -c '
        PATH=$PATH:/usr/sbin:/sbin; export PATH; LC_ALL=C; export LC_ALL
        echo "READY"
        while read -r n; do
            echo "LOOK$n"
            cat /proc/drbd 2>&1
            echo "STATUS"
            if grep -q "^version: 8" /proc/drbd 2>/dev/null; then
                drbdsetup status NAME --verbose --statistics 2>&1 </dev/null
            elif [ -e /proc/drbd ]; then
                drbdsetup status NAME --json --statistics 2>&1 </dev/null
                echo "SHOW"
                drbdsetup show NAME --show-defaults 2>&1 </dev/null
            fi
            echo "SEEN$n"
        done'
        """;

    /** Whether a name can be put into the command that the host runs. */
    public static boolean plain(String name) {
        return NAME.matcher(name).matches();
    }

    public DrbdVolume {
        if (!plain(resource)) {
            throw new IllegalArgumentException("the resource '" + resource + "' could not be named to a shell");
        }
    }

    /** What a host runs: it answers each line of its input, and ends when that ends. */
    public String loop() {
        return LOOP.replace("READY", READY)
                .replace("LOOK", LOOK)
                .replace("STATUS", STATUS)
                .replace("SHOW", SHOW)
                .replace("SEEN", SEEN)
                .replace("NAME", resource)
                .strip();
    }
}
