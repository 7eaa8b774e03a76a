package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.plan.PlannedFault;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Measured;
import tools.jackson.core.JacksonException;

class JsonTest {

    private static final Measured NEVER_ENDED =
            Measured.of(Dimension.TIME, 2e9, 1.999e9, Double.POSITIVE_INFINITY, 4000);

    @Test
    void aTrialRecordComesBackAsItWasWritten() {
        PlannedTrial plan = new PlannedTrial(
                new TrialKey("proposed", "fibre-pull", 17),
                List.of("probe"),
                List.of(new PlannedFault(new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS), Duration.ZERO)),
                Duration.ofSeconds(2),
                Duration.ofMillis(37),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                false,
                List.of(),
                null,
                List.of(),
                List.of());
        TrialRecord record = new TrialRecord(
                plan,
                TrialStatus.VALID,
                "",
                "2026-11-21T10:15:03Z",
                1_700_000_000_000_000_000L,
                new PhaseClock(1, 2, Long.MAX_VALUE, 4),
                new ClockRecord(5, 6, false),
                List.of(new FaultRecord(
                        plan.faults().getFirst().fault(),
                        "carrier",
                        new Commanded(2, 3),
                        new FaultRecord.Effect(true, 2, 3, "carrier", "down at both ends"),
                        null)),
                null,
                7L,
                List.of(),
                List.of("late sender"),
                List.of(),
                Interference.NONE,
                List.of(),
                List.of());

        String json = Json.mapper().writeValueAsString(record);

        assertThat(Json.mapper().readValue(json, TrialRecord.class)).isEqualTo(record);
    }

    @Test
    void durationsAreIsoText() {
        assertThat(Json.mapper().writeValueAsString(Duration.ofMillis(1500))).isEqualTo("\"PT1.5S\"");
    }

    @Test
    void propertiesStandInTheOrderOfTheirRecord() {
        assertThat(Json.mapper()
                        .writeValueAsString(new ClockRecord(1, 2, true))
                        .lines()
                        .map(String::strip))
                .containsExactly("{", "\"offsetNs\" : 1,", "\"errorNs\" : 2,", "\"stepped\" : true", "}");
    }

    @Test
    void mapEntriesStandInTheOrderOfTheirKeys() {
        Undo undo = new Undo("u1", "link", "", Map.of("b", "2", "a", "1", "d", "4", "c", "3"));

        assertThat(Json.mapper().writeValueAsString(undo)).matches("(?s).*\"a\".*\"b\".*\"c\".*\"d\".*");
    }

    @Test
    void anEndlessSpanIsTheWordUnboundedAndComesBackEndless() {
        String json = Json.mapper().writeValueAsString(NEVER_ENDED);

        assertThat(json).contains("\"upper\" : \"unbounded\"").doesNotContain("Infinity");
        assertThat(Json.mapper().readValue(json, Measured.class)).isEqualTo(NEVER_ENDED);
    }

    @Test
    void notANumberIsNeverWritten() {
        Measured broken = Measured.of(Dimension.TIME, Double.NaN, 0, 1, 1);

        assertThatThrownBy(() -> Json.mapper().writeValueAsString(broken)).isInstanceOf(JacksonException.class);
    }

    @Test
    void numbersAsTextAreRefused() {
        for (String bad : List.of("\"NaN\"", "\"Infinity\"", "\"\"", "\"1\"", "null", "1e999", "true")) {
            String json = Json.mapper().writeValueAsString(NEVER_ENDED).replace("\"unbounded\"", bad);

            assertThatThrownBy(() -> Json.mapper().readValue(json, Measured.class))
                    .as(bad)
                    .isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void anUnknownPropertyIsRefused() {
        assertThatThrownBy(() -> Json.mapper()
                        .readValue("{\"offsetNs\":1,\"errorNs\":2,\"stepped\":false,\"x\":1}", ClockRecord.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aMissingPropertyIsRefusedAndNotReadAsZero() {
        assertThatThrownBy(() -> Json.mapper().readValue("{\"offsetNs\":1,\"stepped\":false}", ClockRecord.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aPropertyGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Json.mapper()
                        .readValue("{\"offsetNs\":1,\"errorNs\":9,\"errorNs\":2,\"stepped\":false}", ClockRecord.class))
                .isInstanceOf(JacksonException.class);
    }
}
