package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.Netem;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Undo;

/** What healing does without a lab. */
class NamespaceHealerTest {

    private static final Netem NETEM = new Netem(171_500, 1, 2, 1L << 62, 24, 5);

    private static Undo undo(String netem) {
        return new Undo(
                "cut-1",
                UndoKeys.HEALER,
                "let frames pass on fibre-a again",
                Map.of(
                        UndoKeys.ACTION,
                        UndoKeys.PASS,
                        UndoKeys.WIRE_NAMESPACE,
                        "st-none-wire",
                        UndoKeys.QUEUES,
                        "w0b,w0a",
                        UndoKeys.NETEM,
                        netem));
    }

    @Test
    void netemOfALabThatIsGoneIsHealed() {
        assertThat(LabITs.heal(undo(UndoKeys.text(NETEM))).widthNs()).isZero();
    }

    @Test
    void netemGoesIntoAnUndoAndBackWhole() {
        assertThat(UndoKeys.netem(undo(UndoKeys.text(NETEM)).data())).isEqualTo(NETEM);
    }

    @Test
    void anUndoWhoseNetemIsCutShortIsNotTakenForHealed() {
        assertThatThrownBy(() -> LabITs.heal(undo("171500,1"))).isInstanceOf(HealException.class);
    }
}
