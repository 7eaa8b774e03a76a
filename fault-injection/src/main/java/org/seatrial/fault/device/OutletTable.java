package org.seatrial.fault.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seatrial.input.NearNames;

/**
 * How one family of power units switches its outlets by SNMP. The families are rows of {@code snmp-outlets.tsv}: a new one
 * needs no code.
 *
 * @param onObject written to switch on; the outlet's index is appended
 * @param offObject written to switch off
 * @param stateObject read for the state
 * @param changing values of the state that mean that it is on its way
 * @param deadMen how the unit switches on again by itself, by the name of the way
 */
record OutletTable(
        String model,
        String onObject,
        int onValue,
        String offObject,
        int offValue,
        String stateObject,
        int stateOn,
        int stateOff,
        Set<Integer> changing,
        Map<DeadMan, OwnTime> deadMen) {

    /** How a unit gives power again without being told to: nobody needs to be alive for it. */
    enum DeadMan {
        /** Off and on again is one command. */
        REBOOT("reboot", 9),
        /** Off, and at once told to switch on later. */
        DELAYED_ON("delayed-on", 11);

        private final String text;
        private final int column;

        DeadMan(String text, int column) {
            this.text = text;
            this.column = column;
        }

        String text() {
            return text;
        }

        static List<String> names() {
            return Stream.of(values()).map(DeadMan::text).toList();
        }

        static Optional<DeadMan> named(String text) {
            return Stream.of(values()).filter(one -> one.text.equals(text)).findFirst();
        }
    }

    /**
     * A command of which the unit knows itself how long it waits.
     *
     * @param value written to {@link #offObject()}
     * @param secondsObject read for the outlet's own time
     */
    record OwnTime(int value, String secondsObject) {}

    private static final String FILE = "snmp-outlets.tsv";
    private static final int COLUMNS = 13;

    private static final Map<String, OutletTable> ALL = load();

    /** @throws DeviceException naming the nearest models if there is none of that name */
    static OutletTable of(String model) {
        OutletTable table = ALL.get(model);
        if (table == null) {
            throw new DeviceException(
                    "there is no model '" + model + "'; valid: " + NearNames.valid(model, ALL.keySet()));
        }
        return table;
    }

    static List<String> models() {
        return List.copyOf(ALL.keySet());
    }

    private static Map<String, OutletTable> load() {
        Map<String, OutletTable> all = new LinkedHashMap<>();
        try (InputStream in = OutletTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not there");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(OutletTable::row)
                    .forEach(row -> all.put(row.model(), row));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return all;
    }

    private static OutletTable row(String line) {
        List<String> cells = Stream.of(line.split("\t+")).map(String::strip).toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalStateException(FILE + " has a row of " + cells.size() + " columns: " + line);
        }
        return new OutletTable(
                cells.get(0),
                cells.get(1),
                Integer.parseInt(cells.get(2)),
                cells.get(3),
                Integer.parseInt(cells.get(4)),
                cells.get(5),
                Integer.parseInt(cells.get(6)),
                Integer.parseInt(cells.get(7)),
                cells.get(8).equals("-")
                        ? Set.of()
                        : Stream.of(cells.get(8).split(","))
                                .map(Integer::valueOf)
                                .collect(Collectors.toSet()),
                deadMen(cells));
    }

    private static Map<DeadMan, OwnTime> deadMen(List<String> cells) {
        Map<DeadMan, OwnTime> deadMen = new EnumMap<>(DeadMan.class);
        for (DeadMan way : DeadMan.values()) {
            if (!cells.get(way.column).equals("-")) {
                deadMen.put(way, new OwnTime(Integer.parseInt(cells.get(way.column)), cells.get(way.column + 1)));
            }
        }
        return deadMen;
    }

    SwitchState state(int value) {
        if (value == stateOn) {
            return SwitchState.ON;
        }
        if (value == stateOff) {
            return SwitchState.OFF;
        }
        if (changing.contains(value)) {
            return SwitchState.CHANGING;
        }
        throw new DeviceException("the outlet told the state " + value + ", which means neither on (" + stateOn
                + ") nor off (" + stateOff + ") for " + model);
    }
}
