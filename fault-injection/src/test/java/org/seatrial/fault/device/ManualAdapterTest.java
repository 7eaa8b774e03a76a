package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ManualAdapterTest {

    private final Person person = new Person();

    @Test
    void thePersonIsToldWhatToDoAndNamedAsTheOneWhoDidIt() throws InterruptedException {
        person.answers.add("Ada Lovelace");
        assertThat(cable().command(SwitchState.OFF, soon())).isEqualTo("Ada Lovelace");
        assertThat(person.questions).singleElement().asString().contains("pull it out of port 10: fibre A, rack 7");
    }

    @Test
    void theStateIsWhatThePersonSees() throws InterruptedException {
        person.answers.addAll(List.of("on", "OFF"));
        assertThat(cable().read(soon())).isEqualTo(SwitchState.ON);
        assertThat(cable().read(soon())).isEqualTo(SwitchState.OFF);
    }

    @Test
    void anAnswerThatIsNoStateIsNoState() {
        person.answers.add("I think so");
        assertThatThrownBy(() -> cable().read(soon()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("I think so");
    }

    @Test
    void whoGivesNoNameHasNotDoneIt() {
        person.answers.add("");
        assertThatThrownBy(() -> cable().command(SwitchState.ON, soon()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no name");
    }

    @Test
    void nobodyAnsweringInTimeIsAFailure() {
        assertThatThrownBy(() -> cable().command(SwitchState.ON, soon()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("did not answer");
    }

    @Test
    void withoutATerminalItRefuses() {
        Actuator asked = new ManualAdapter().connect(none(), target(), new Secrets());
        // Maven's test processes have none.
        assertThatThrownBy(() -> asked.command(SwitchState.OFF, soon()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no terminal");
    }

    private Actuator cable() {
        return new ManualAdapter(person).connect(none(), target(), new Secrets());
    }

    private static Settings none() {
        return new Settings(Map.of(), Map.of());
    }

    private static Settings target() {
        return new Settings(Map.of("what", "fibre A, rack 7", "off", "pull it out of port 10"), Map.of());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    /** Answers as they were prepared. */
    private static final class Person implements ManualAdapter.Operator {
        private final Deque<String> answers = new ArrayDeque<>();
        private final List<String> questions = new ArrayList<>();

        @Override
        public boolean present() {
            return true;
        }

        @Override
        public Optional<String> ask(String question, Deadline deadline) {
            questions.add(question);
            return Optional.ofNullable(answers.poll());
        }
    }
}
