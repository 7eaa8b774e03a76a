package org.seatrial.report.brand;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A colour on a screen (sRGB).
 *
 * @param red 0 to 255, as the others
 */
public record Colour(int red, int green, int blue) {

    public static final Colour WHITE = new Colour(255, 255, 255);

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    public Colour {
        if (((red | green | blue) & ~0xff) != 0) {
            throw new IllegalArgumentException(
                    "a colour's parts are 0 to 255, not " + red + ", " + green + ", " + blue);
        }
    }

    /** Reads {@code #rrggbb}; empty if it is anything else. */
    public static Optional<Colour> parse(String text) {
        if (!HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text.substring(1), 16);
        return Optional.of(new Colour(value >> 16, value >> 8 & 0xff, value & 0xff));
    }

    /** As style sheets write it. */
    public String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
    public double contrast(Colour other) {
        double mine = luminance();
        double others = other.luminance();
        return (Math.max(mine, others) + 0.05) / (Math.min(mine, others) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
