package org.seatrial.fault.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seatrial.fault.device.OutletTable.DeadMan;
import org.seatrial.fault.device.OutletTable.OwnTime;
import org.seatrial.input.NearNames;

/** Outlets of power units by SNMP: {@link OutletTable} knows the families. */
public final class SnmpOutletAdapter implements DeviceAdapter {

    private static final String DEAD_MAN = "dead-man";

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){0,4}");

    @Override
    public String name() {
        return "snmp-outlet";
    }

    @Override
    public String meaning() {
        return "outlets by SNMP: " + String.join(", ", OutletTable.models());
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.POWER);
    }

    @Override
    public List<Key> deviceKeys() {
        List<Key> keys = new ArrayList<>(SnmpDevice.KEYS);
        keys.add(Key.choice("model", true, OutletTable.models(), "the family of the unit"));
        keys.add(Key.choice(
                DEAD_MAN, false, DeadMan.names(), "how the unit gives power again by itself; usually it does not"));
        return keys;
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.required("outlet", Key.Kind.TEXT, "its index in the unit's table, for example 3 or 1.3"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        List<String> wrong = new ArrayList<>(SnmpDevice.wrong(device));
        Optional<DeadMan> wanted = device.text(DEAD_MAN).flatMap(DeadMan::named);
        String model = device.required("model");
        if (wanted.isPresent() && !OutletTable.of(model).deadMen().containsKey(wanted.get())) {
            wrong.add("units of the model " + model + " are not known to switch on by '"
                    + wanted.get().text() + "'; leave '" + DEAD_MAN + "' out");
        }
        return wrong;
    }

    @Override
    public List<String> wrongWithTarget(Settings target) {
        return INDEX.matcher(target.text("outlet", "")).matches()
                ? List.of()
                : List.of("the outlet '" + target.text("outlet", "") + "' is no index: numbers with dots between them");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        SnmpDevice snmp = new SnmpDevice(device, secrets);
        OutletTable table = OutletTable.of(device.required("model"));
        String outlet = target.required("outlet");
        Optional<DeadMan> way = device.text(DEAD_MAN).flatMap(DeadMan::named);
        return new Actuator() {

            @Override
            public Optional<Duration> takesBackAfter(Deadline deadline) throws InterruptedException {
                return way.isEmpty() ? Optional.empty() : Optional.of(own(way.get(), deadline));
            }

            // A unit that is set to wait for ever, or to wait for nothing, is no dead man.
            private Duration own(DeadMan chosen, Deadline deadline) throws InterruptedException {
                int seconds = snmp.number(ownTime(chosen).secondsObject() + "." + outlet, deadline)
                        .orElse(0);
                if (seconds <= 0) {
                    throw new DeviceException("outlet " + outlet + " is set to no time after which '" + chosen.text()
                            + "' gives power again; set one at the unit");
                }
                return Duration.ofSeconds(seconds);
            }

            private OwnTime ownTime(DeadMan chosen) {
                OwnTime known = table.deadMen().get(chosen);
                if (known == null) {
                    throw new DeviceException(
                            "units of the model " + table.model() + " know no '" + chosen.text() + "'");
                }
                return known;
            }

            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                Optional<Integer> value = snmp.number(table.stateObject() + "." + outlet, deadline);
                if (value.isEmpty()) {
                    throw new DeviceException("the unit has no outlet '" + outlet + "'; valid: "
                            + NearNames.valid(
                                    outlet,
                                    snmp.walk(table.stateObject(), deadline).keySet()));
                }
                return table.state(value.get());
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                if (wanted == SwitchState.ON) {
                    snmp.set(table.onObject() + "." + outlet, table.onValue(), deadline);
                } else if (way.isEmpty()) {
                    off(table.offValue(), deadline);
                } else {
                    own(way.get(), deadline);
                    int later = ownTime(way.get()).value();
                    switch (way.get()) {
                        case REBOOT -> off(later, deadline);
                        case DELAYED_ON -> {
                            off(table.offValue(), deadline);
                            off(later, deadline);
                        }
                    }
                }
                return "";
            }

            private void off(int value, Deadline deadline) throws InterruptedException {
                snmp.set(table.offObject() + "." + outlet, value, deadline);
            }
        };
    }
}
