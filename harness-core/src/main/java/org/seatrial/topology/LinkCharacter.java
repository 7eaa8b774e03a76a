package org.seatrial.topology;

import java.util.Optional;
import org.seatrial.input.FileProblems;
import org.seatrial.input.YamlNode;

/**
 * What a link does to each frame that crosses it, the same in both directions.
 *
 * @param delayNs one-way propagation delay in nanoseconds, 0 or more
 * @param jitterNs largest deviation from the delay in nanoseconds, 0 or more
 * @param lossRatio share of frames lost, 0 to 1
 * @param rateBitsPerSecond the line rate in bits a second; 0 where the file gives none
 */
public record LinkCharacter(long delayNs, long jitterNs, double lossRatio, double rateBitsPerSecond) {

    /**
     * Reads {@code length-km}, {@code delay}, {@code jitter}, {@code loss} and {@code rate} as the {@code vars} of a
     * link have them; mistakes are reported at their places.
     */
    public static LinkCharacter read(YamlNode.Mapping vars, FileProblems problems) {
        return LinkVars.read(Optional.of(vars), problems).character();
    }

    /** A plain cable: nothing but what the lab itself adds. */
    public static final LinkCharacter PLAIN = new LinkCharacter(0, 0, 0, 0);

    /** Propagation delay of light in standard single-mode fibre (group index 1.468), nanoseconds a kilometre. */
    public static final double FIBRE_NS_PER_KM = 4_900;
}
