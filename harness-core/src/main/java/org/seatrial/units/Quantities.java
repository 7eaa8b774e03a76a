package org.seatrial.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes quantities as people do: {@code 41.3 ms}, {@code 10 Gbit/s}, {@code 0.02 %}. */
public final class Quantities {

    private static final Pattern WRITTEN =
            Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)\\s*(\\S*)");

    private static final int LONGEST_TEXT = 40;

    /** Three hundred years in nanoseconds: beyond it a long overflows. Generous for the other dimensions. */
    private static final BigDecimal LARGEST = new BigDecimal("9e18");

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Quantities() {}

    /**
     * Reads a quantity that is zero or more.
     *
     * @throws QuantityException if it is not a quantity of the dimension, is negative, a ratio above 1 or not a whole
     *     count
     */
    public static Quantity parse(String text, Dimension dimension) {
        String trimmed = text.strip();
        Matcher matcher = WRITTEN.matcher(trimmed);
        if (trimmed.length() > LONGEST_TEXT || !matcher.matches()) {
            throw new QuantityException("this is not " + name(dimension), valid(dimension));
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String symbol = matcher.group(2);
        Unit unit = Unit.written(dimension, symbol)
                .orElseThrow(() -> new QuantityException(whyNotUnit(symbol, dimension), valid(dimension)));
        BigDecimal base = number.multiply(unit.factor());
        if (base.signum() < 0) {
            throw new QuantityException(name(dimension) + " cannot be negative", valid(dimension));
        }
        if (base.compareTo(LARGEST) > 0) {
            throw new QuantityException("this is impossibly large", valid(dimension));
        }
        if (dimension == Dimension.RATIO && base.compareTo(BigDecimal.ONE) > 0) {
            throw new QuantityException("a ratio is at most 100 %, a plain one at most 1", valid(dimension));
        }
        if (dimension == Dimension.COUNT && base.stripTrailingZeros().scale() > 0) {
            throw new QuantityException("a count is a whole number", valid(dimension));
        }
        return new Quantity(dimension, base.doubleValue(), trimmed);
    }

    /** A quantity in the unit that reads best, with three significant digits; counts in full. */
    public static String format(Dimension dimension, double base) {
        if (Double.isNaN(base)) {
            return "not a number";
        }
        if (Double.isInfinite(base)) {
            return base > 0 ? "without end" : "-∞";
        }
        BigDecimal exact = new BigDecimal(base);
        if (dimension == Dimension.COUNT) {
            return exact.setScale(0, RoundingMode.HALF_UP).toPlainString();
        }
        if (dimension == Dimension.SCORE) {
            return exact.round(THREE_DIGITS).toPlainString();
        }
        if (dimension == Dimension.RATIO) {
            return joined(exact.divide(Unit.PERCENT.factor(), THREE_DIGITS), Unit.PERCENT);
        }
        List<Unit> units = Unit.of(dimension);
        if (exact.signum() == 0) {
            return "0 " + dimension.baseUnit();
        }
        // Rounded before the comparison, so that 999.96 µs becomes 1 ms and not 1000 µs.
        for (Unit unit : units.reversed()) {
            BigDecimal rounded = exact.divide(unit.factor(), THREE_DIGITS);
            if (rounded.abs().compareTo(BigDecimal.ONE) >= 0) {
                return joined(rounded, unit);
            }
        }
        return joined(exact.divide(units.getFirst().factor(), THREE_DIGITS), units.getFirst());
    }

    private static String joined(BigDecimal number, Unit unit) {
        String digits = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return unit == Unit.PER_SECOND ? digits + unit.symbol() : digits + " " + unit.symbol();
    }

    /** The dimension with an article, for messages. */
    public static String name(Dimension dimension) {
        return switch (dimension) {
            case TIME -> "a time";
            case RATIO -> "a ratio";
            case COUNT -> "a count";
            case PACKET_RATE -> "a packet rate";
            case BIT_RATE -> "a bit rate";
            case SIZE -> "a size";
            case LENGTH -> "a length";
            case SCORE -> "a score";
        };
    }

    private static String whyNotUnit(String symbol, Dimension dimension) {
        if (symbol.isEmpty()) {
            return "the unit of " + name(dimension) + " is missing";
        }
        Optional<Dimension> other = Arrays.stream(Dimension.values())
                .filter(candidate -> Unit.written(candidate, symbol).isPresent())
                .findFirst();
        return other.map(found -> "'" + symbol + "' is the unit of " + name(found) + ", needed is " + name(dimension))
                .orElseGet(() -> near(symbol, dimension));
    }

    private static String near(String symbol, Dimension dimension) {
        return Unit.of(dimension).stream()
                .filter(unit -> unit.symbol().equalsIgnoreCase(symbol))
                .findFirst()
                .map(unit -> "'" + symbol + "' is not a unit, '" + unit.symbol() + "' is")
                .orElse("'" + symbol + "' is not a unit of " + name(dimension));
    }

    private static String valid(Dimension dimension) {
        String example = switch (dimension) {
            case TIME -> "50 ms";
            case RATIO -> "0.02 %";
            case COUNT -> "3";
            case PACKET_RATE -> "50/s";
            case BIT_RATE -> "10 Gbit/s";
            case SIZE -> "214 B";
            case LENGTH -> "35 km";
            case SCORE -> "4.2";
        };
        return "a number and one of " + Unit.symbols(dimension) + ", for example '" + example + "'";
    }
}
