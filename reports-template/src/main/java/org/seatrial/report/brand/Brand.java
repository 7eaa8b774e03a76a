package org.seatrial.report.brand;

import java.util.List;
import java.util.Optional;

/**
 * What an integrator puts on the report.
 *
 * @param name of the integrator; empty if the report bears no brand
 * @param logo an image as a {@code data:} address; empty if there is none
 * @param accent of links and rules
 * @param band of the bar above the report
 * @param bandText of the name in that bar
 * @param footer lines below the report
 */
public record Brand(
        String name, Optional<String> logo, Colour accent, Colour band, Colour bandText, List<String> footer) {

    /** The least contrast of text against its ground (WCAG 2.2, level AA). */
    public static final double LEAST_CONTRAST = 4.5;

    /** No brand. */
    public static final Brand NONE = new Brand(
            "", Optional.empty(), new Colour(0x17, 0x4f, 0x8a), new Colour(0x1d, 0x27, 0x33), Colour.WHITE, List.of());

    public Brand {
        footer = List.copyOf(footer);
    }

    /** For templates. */
    public String logoAddress() {
        return logo.orElse("");
    }
}
