package org.seatrial.fault.device.drbd;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what DRBD 8.4 says, the one in Linux itself: the state of every minor in {@code /proc/drbd}, in one piece, and by
 * {@code drbdsetup} which minor the volume is.
 */
record Drbd8(DrbdAnswer answer) {

    private static final int KIBIBYTE = 1024;

    /** A volume with its minor and, where statistics follow, its size in KiB. */
    private static final Pattern VOLUME =
            Pattern.compile("(?m)^ +volume:(\\d+) minor:(\\d+) disk:.*$(?:\\R +size:(\\d+) )?");

    /** {@code 0: cs:Connected ro:Primary/Secondary ds:UpToDate/UpToDate C r-----}; the protocol is blank or - without a network. */
    private static final Pattern MINOR = Pattern.compile(
            "(?m)^ *(\\d+): cs:(\\w+)(?: ro:\\S+ ds:(\\w+)/(\\w+) (?:([ABC-]) )?.*$(?:\\R +ns:.* oos:(\\d+)\\b)?)?");

    /** @throws DrbdException if it does not tell of the volume */
    DrbdStatus read(DrbdVolume volume) {
        if (answer.absent()) {
            return DrbdStatus.unconfigured();
        }
        Matcher volumes = VOLUME.matcher(answer.status());
        boolean any = false;
        while (volumes.find()) {
            any = true;
            if (Integer.parseInt(volumes.group(1)) == volume.number()) {
                return minor(volumes.group(2), volumes.group(3) == null ? "0" : volumes.group(3));
            }
        }
        if (any) {
            return DrbdStatus.unconfigured();
        }
        throw new DrbdException("drbdsetup tells of no volume: " + DrbdAnswer.firstLine(answer.status()));
    }

    private DrbdStatus minor(String number, String sizeKib) {
        Matcher minors = MINOR.matcher(answer.proc());
        while (minors.find()) {
            if (minors.group(1).equals(number)) {
                if (minors.group(3) == null) {
                    return DrbdStatus.unconfigured();
                }
                String protocol = minors.group(5);
                return new DrbdStatus(
                        minors.group(2),
                        minors.group(3),
                        minors.group(4),
                        minors.group(6) == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(Long.parseLong(minors.group(6)) * KIBIBYTE),
                        Long.parseLong(sizeKib) * KIBIBYTE,
                        protocol == null || protocol.equals("-") ? "" : protocol);
            }
        }
        // It is read a moment before drbdsetup is asked, in which the volume may have been set up.
        return DrbdStatus.unconfigured();
    }
}
