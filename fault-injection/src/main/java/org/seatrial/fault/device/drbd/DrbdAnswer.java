package org.seatrial.fault.device.drbd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host's loop says at one look.
 *
 * @param proc {@code /proc/drbd}, which 8.4 keeps its state in and 9 no more than its version
 * @param status of {@code drbdsetup}: text of 8.4, JSON of 9
 * @param show the configuration in force, of 9
 */
record DrbdAnswer(String proc, String status, String show) {

    private static final Pattern VERSION = Pattern.compile("(?m)^version: (\\d+)\\.");

    /** How {@code drbdsetup} ends when there is nothing of the name. */
    private static final Pattern ABSENT =
            Pattern.compile("(?m)^.*(?:No such resource|No currently configured DRBD).*$");

    /** @throws DrbdException if it has not the parts that it must have */
    static DrbdAnswer of(String text) {
        int status = text.indexOf(DrbdVolume.STATUS + "\n");
        if (status < 0) {
            throw new DrbdException("what it said is not understood: " + firstLine(text));
        }
        String behind = text.substring(status + DrbdVolume.STATUS.length() + 1);
        int show = behind.indexOf(DrbdVolume.SHOW + "\n");
        return new DrbdAnswer(
                text.substring(0, status),
                show < 0 ? behind : behind.substring(0, show),
                show < 0 ? "" : behind.substring(show + DrbdVolume.SHOW.length() + 1));
    }

    /** @throws DrbdException if it does not tell of the volume */
    DrbdStatus read(DrbdVolume volume) {
        Matcher version = VERSION.matcher(proc);
        if (!version.find()) {
            if (proc.contains("No such file")) {
                return DrbdStatus.unconfigured();
            }
            throw new DrbdException("/proc/drbd has no version: " + firstLine(proc));
        }
        return Integer.parseInt(version.group(1)) < 9 ? new Drbd8(this).read(volume) : new Drbd9(this).read(volume);
    }

    boolean absent() {
        return ABSENT.matcher(status).find();
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("it said nothing");
    }
}
