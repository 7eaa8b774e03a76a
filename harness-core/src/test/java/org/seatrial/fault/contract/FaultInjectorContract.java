package org.seatrial.fault.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Json;

/** What every fault injector must do, together with the healer that its undo names. */
public abstract class FaultInjectorContract {

    private Lab lab;

    /** A lab that is up, in which the fault can be injected. */
    protected abstract Lab bringUp();

    protected abstract FaultInjector injector();

    /** Every healer there is. */
    protected abstract List<Healer> healers();

    /** A fault that the injector injects. */
    protected abstract Fault fault();

    /** The same kind of fault on something that does not exist, nearly spelt like {@link #nearName}. */
    protected abstract Fault misspelt();

    /** What was meant by the misspelt target. */
    protected abstract String nearName();

    /** A fault of another kind. */
    protected abstract Fault foreign();

    /** The state of what the fault strikes, without anything that counts up: equal readings mean an equal state. */
    protected abstract Object state(Lab lab);

    /** Waits until {@link #state} can have settled after a change. */
    protected abstract void settle(Lab lab);

    @BeforeEach
    void bringTheLabUp() {
        lab = bringUp();
    }

    @AfterEach
    void tearTheLabDown() {
        Thread.interrupted();
        lab.close();
    }

    /** The lab that is up. */
    protected final Lab lab() {
        return lab;
    }

    private Undo prepare() {
        return injector().prepare(fault(), lab, "contract#1");
    }

    private Commanded heal(Undo undo) {
        return healers().stream()
                .filter(healer -> healer.name().equals(undo.healer()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no healer is called " + undo.healer()))
                .heal(undo);
    }

    @Test
    void itInjectsItsOwnKindOfFaultAndNoOther() {
        assertThat(injector().injects(fault(), lab)).isTrue();
        assertThat(injector().injects(foreign(), lab)).isFalse();
    }

    @Test
    void preparingTouchesNothing() {
        Object before = state(lab);
        Undo undo = prepare();
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
        assertThat(undo.id()).isEqualTo("contract#1");
        assertThat(undo.description()).isNotBlank();
    }

    @Test
    void injectingChangesTheState() {
        Object before = state(lab);
        Undo undo = prepare();
        injector().inject(fault(), lab);
        settle(lab);
        Object during = state(lab);
        heal(undo);
        assertThat(during).isNotEqualTo(before);
    }

    @Test
    void healingBringsTheStateBack() {
        Object before = state(lab);
        Undo undo = prepare();
        injector().inject(fault(), lab);
        settle(lab);
        heal(undo);
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void healingWorksWithoutAnInjection() {
        Object before = state(lab);
        heal(prepare());
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void healingTwiceIsTheSameAsOnce() {
        Object before = state(lab);
        Undo undo = prepare();
        injector().inject(fault(), lab);
        heal(undo);
        heal(undo);
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void oneHealUndoesTwoInjections() {
        Object before = state(lab);
        Undo undo = prepare();
        injector().inject(fault(), lab);
        injector().inject(fault(), lab);
        settle(lab);
        heal(undo);
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void anUndoHealsAfterATripThroughJson() {
        Object before = state(lab);
        Undo undo = prepare();
        injector().inject(fault(), lab);
        Undo read = Json.mapper().readValue(Json.mapper().writeValueAsString(undo), Undo.class);
        assertThat(read).isEqualTo(undo);
        heal(read);
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void anInterruptDuringInjectionCanStillBeHealed() {
        Object before = state(lab);
        Undo undo = prepare();
        Thread.currentThread().interrupt();
        try {
            injector().inject(fault(), lab);
        } catch (LabException e) {
            assertThat(e).hasMessageContaining("interrupt");
        }
        Thread.interrupted();
        heal(undo);
        settle(lab);
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void healingWhatIsGoneForGoodIsASuccess() {
        Undo undo = prepare();
        injector().inject(fault(), lab);
        lab.close();
        Commanded commanded = heal(undo);
        assertThat(commanded.widthNs()).isNotNegative();
    }

    @Test
    void anUnknownTargetIsRefusedWithTheNearName() {
        assertThatThrownBy(() -> injector().prepare(misspelt(), lab, "contract#2"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(misspelt().target())
                .hasMessageContaining(nearName());
    }

    @Test
    void theCommandedInstantsLieAroundTheInjection() {
        Undo undo = prepare();
        Commanded injected = injector().inject(fault(), lab);
        Commanded healed = heal(undo);
        assertThat(healed.beforeNs()).isGreaterThanOrEqualTo(injected.afterNs());
    }
}
