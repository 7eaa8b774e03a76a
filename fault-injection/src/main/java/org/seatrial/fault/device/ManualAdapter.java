package org.seatrial.fault.device;

import java.io.Console;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A person. Asks at the terminal, and records who answered and when; without a terminal nobody can be asked, and it
 * refuses. Give it generous times: {@code reply-within} is how long the person may take for each answer.
 */
public final class ManualAdapter implements DeviceAdapter {

    private final Operator operator;

    public ManualAdapter() {
        this(new AtTheTerminal());
    }

    ManualAdapter(Operator operator) {
        this.operator = operator;
    }

    /** Whoever is asked. */
    interface Operator {
        boolean present();

        /** The answer, without blanks around it; empty if there will be none any more. */
        Optional<String> ask(String question, Deadline deadline) throws InterruptedException;
    }

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public String meaning() {
        return "asks the operator at the terminal; records who and when";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.values());
    }

    @Override
    public boolean answersByItself() {
        return false;
    }

    @Override
    public List<Key> deviceKeys() {
        return List.of();
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(
                Key.required("what", Key.Kind.TEXT, "what to switch, as it is labelled in the rack"),
                Key.optional("off", Key.Kind.TEXT, "what to do to switch it off, usually 'switch off'"),
                Key.optional("on", Key.Kind.TEXT, "what to do to switch it on, usually 'switch on'"));
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        String what = target.required("what");
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                String answer = ask("Look at " + what + ": is it on or off? ", deadline);
                return switch (answer.toLowerCase(Locale.ROOT)) {
                    case "on" -> SwitchState.ON;
                    case "off" -> SwitchState.OFF;
                    default -> throw new DeviceException("the operator answered '" + answer + "'; valid: on, off");
                };
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                String todo = target.text(wanted.text(), "switch " + wanted.text());
                String who = ask("Please " + todo + ": " + what + ". When it is done, type your name: ", deadline);
                if (who.isEmpty()) {
                    throw new DeviceException("the operator gave no name");
                }
                return who;
            }

            private String ask(String question, Deadline deadline) throws InterruptedException {
                if (!operator.present()) {
                    throw new DeviceException("there is no terminal to ask the operator at; run it from one");
                }
                return operator.ask(question, deadline)
                        .orElseThrow(() -> new DeviceException("the operator did not answer in time"));
            }
        };
    }

    /** The person at the terminal that started us. */
    private static final class AtTheTerminal implements Operator {

        /** One for the whole process, because one thread reads the terminal. */
        private static final Optional<TerminalLines> TERMINAL = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> new TerminalLines(console.reader(), console.writer()));

        @Override
        public boolean present() {
            return TERMINAL.isPresent();
        }

        @Override
        public Optional<String> ask(String question, Deadline deadline) throws InterruptedException {
            return TERMINAL.isEmpty() ? Optional.empty() : TERMINAL.get().ask(question, deadline);
        }
    }
}
