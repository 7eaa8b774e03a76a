package org.seatrial.fault.device;

import java.time.Duration;
import java.util.Map;

/** A process that asks whoever sits at its terminal, and says what it was told. */
final class OperatorAtTerminal {

    static final String DONE_BY = "done by: ";
    static final String SEEN = "seen: ";

    private OperatorAtTerminal() {}

    public static void main(String[] arguments) throws InterruptedException {
        Settings target = new Settings(Map.of("what", "fibre A, rack 7", "off", "pull it out of port 10"), Map.of());
        Actuator cable = new ManualAdapter().connect(new Settings(Map.of(), Map.of()), target, new Secrets());
        Deadline deadline = Deadline.in(Duration.ofSeconds(Long.parseLong(arguments[0])));
        try {
            System.out.println(DONE_BY + cable.command(SwitchState.OFF, deadline));
            System.out.println(SEEN + cable.read(deadline));
        } catch (DeviceException refused) {
            System.out.println(refused.getMessage());
        }
        System.exit(0);
    }
}
