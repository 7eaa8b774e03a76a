package org.seatrial.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "50 ms, TIME, 50000000",
        "0.1ms, TIME, 100000",
        "12 us, TIME, 12000",
        "12 µs, TIME, 12000",
        "12 μs, TIME, 12000",
        "7 ns, TIME, 7",
        "2 s, TIME, 2e9",
        "1.5 min, TIME, 9e10",
        "1 h, TIME, 3.6e12",
        "0.02 %, RATIO, 0.0002",
        "3 ppm, RATIO, 0.000003",
        "0.5, RATIO, 0.5",
        "17, COUNT, 17",
        "50/s, PACKET_RATE, 50",
        "10 Gbit/s, BIT_RATE, 1e10",
        "64 kbit/s, BIT_RATE, 64000",
        "214 B, SIZE, 214",
        "1.4 kB, SIZE, 1400",
        "35 km, LENGTH, 35000",
        "300 m, LENGTH, 300"
    })
    void aQuantityIsReadInBaseUnits(String text, Dimension dimension, double base) {
        assertThat(Quantities.parse(text, dimension)).isEqualTo(new Quantity(dimension, base, text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-1 ms, TIME, cannot be negative",
                "50 km, TIME, 'km' is the unit of a length",
                "50, TIME, unit of a time is missing",
                "soon, TIME, not a time",
                "1 2 ms, TIME, not a time",
                "1e30 h, TIME, impossibly large",
                "50 MS, TIME, 'ms' is",
                "10 gbit/s, BIT_RATE, 'Gbit/s' is",
                "150 %, RATIO, at most 100 %",
                "35, RATIO, at most 100 %",
                "1.5, COUNT, whole number",
                "NaN, RATIO, not a ratio",
                "5 Hz, PACKET_RATE, not a unit",
                "``, TIME, not a time",
                "1e99999 ms, TIME, not a time"
            })
    void anImpossibleQuantityNamesTheReason(String text, Dimension dimension, String reason) {
        assertThatThrownBy(() -> Quantities.parse(text, dimension))
                .isInstanceOf(QuantityException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("valid: a number and one of");
    }

    @ParameterizedTest
    @CsvSource({
        "TIME, 41300000, 41.3 ms",
        "TIME, 12400, 12.4 µs",
        "TIME, 0, 0 ns",
        "TIME, 0.4, 0.4 ns",
        "TIME, 999960, 1 ms",
        "TIME, 2e9, 2 s",
        "TIME, 9e10, 1.5 min",
        "TIME, Infinity, without end",
        "TIME, -1500, -1.5 µs",
        "RATIO, 0.0002, 0.02 %",
        "RATIO, 0, 0 %",
        "COUNT, 1234567, 1234567",
        "PACKET_RATE, 50, 50/s",
        "BIT_RATE, 1e10, 10 Gbit/s",
        "SIZE, 214, 214 B",
        "LENGTH, 35000, 35 km"
    })
    void aQuantityIsWrittenInTheUnitThatReadsBest(Dimension dimension, double base, String text) {
        assertThat(Quantities.format(dimension, base)).isEqualTo(text);
    }

    @Test
    void everyDimensionHasAUnit() {
        for (Dimension dimension : Dimension.values()) {
            assertThat(Unit.of(dimension)).isNotEmpty();
        }
    }
}
