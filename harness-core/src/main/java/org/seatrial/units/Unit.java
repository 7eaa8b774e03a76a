package org.seatrial.units;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The units people write. {@code kB} is 1000 bytes and {@code KiB} is 1024 (IEC 80000-13).
 *
 * <p>Order within a dimension is from small to large: formatting picks the largest that keeps the number at 1 or above.
 */
enum Unit {
    NANOSECOND(Dimension.TIME, "ns", "1"),
    MICROSECOND(Dimension.TIME, "µs", "1e3"),
    MILLISECOND(Dimension.TIME, "ms", "1e6"),
    SECOND(Dimension.TIME, "s", "1e9"),
    MINUTE(Dimension.TIME, "min", "6e10"),
    HOUR(Dimension.TIME, "h", "3.6e12"),
    PLAIN_RATIO(Dimension.RATIO, "", "1"),
    PARTS_PER_MILLION(Dimension.RATIO, "ppm", "1e-6"),
    PERCENT(Dimension.RATIO, "%", "0.01"),
    PLAIN_COUNT(Dimension.COUNT, "", "1"),
    PER_SECOND(Dimension.PACKET_RATE, "/s", "1"),
    BIT_PER_SECOND(Dimension.BIT_RATE, "bit/s", "1"),
    KILOBIT_PER_SECOND(Dimension.BIT_RATE, "kbit/s", "1e3"),
    MEGABIT_PER_SECOND(Dimension.BIT_RATE, "Mbit/s", "1e6"),
    GIGABIT_PER_SECOND(Dimension.BIT_RATE, "Gbit/s", "1e9"),
    BYTE(Dimension.SIZE, "B", "1"),
    KIBIBYTE(Dimension.SIZE, "KiB", "1024"),
    KILOBYTE(Dimension.SIZE, "kB", "1e3"),
    MEBIBYTE(Dimension.SIZE, "MiB", "1048576"),
    GIBIBYTE(Dimension.SIZE, "GiB", "1073741824"),
    METRE(Dimension.LENGTH, "m", "1"),
    KILOMETRE(Dimension.LENGTH, "km", "1e3"),
    PLAIN_SCORE(Dimension.SCORE, "", "1");

    private final Dimension dimension;
    private final String symbol;
    private final BigDecimal factor;

    Unit(Dimension dimension, String symbol, String factor) {
        this.dimension = dimension;
        this.symbol = symbol;
        this.factor = new BigDecimal(factor);
    }

    Dimension dimension() {
        return dimension;
    }

    String symbol() {
        return symbol;
    }

    /** How many base units of the dimension one of it is. */
    BigDecimal factor() {
        return factor;
    }

    static List<Unit> of(Dimension dimension) {
        return Arrays.stream(values())
                .filter(unit -> unit.dimension == dimension)
                .toList();
    }

    /** Symbols are exact, as in the SI: {@code mbit/s} would be a thousandth of a bit. */
    static Optional<Unit> written(Dimension dimension, String symbol) {
        // Both code points of the micro sign, and the keyboard's "us".
        String plain = switch (symbol) {
            case "us", "μs" -> MICROSECOND.symbol;
            default -> symbol;
        };
        return of(dimension).stream().filter(unit -> unit.symbol.equals(plain)).findFirst();
    }

    static String symbols(Dimension dimension) {
        return of(dimension).stream()
                .map(unit -> unit.symbol.isEmpty() ? "no unit" : unit.symbol)
                .collect(Collectors.joining(", "));
    }
}
