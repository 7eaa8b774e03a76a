package org.seatrial.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.SchedulingCalls;

class ApartTest {

    @Test
    void aSpinningAndAWakingThreadShareNoProcessor() throws InterruptedException {
        assumeThat(SchedulingCalls.processors().cardinality()).isGreaterThan(1);

        BitSet spinning = processorsAfter(Apart::spinning);
        BitSet waking = processorsAfter(Apart::waking);

        assertThat(waking.cardinality()).isEqualTo(1);
        assertThat(spinning.cardinality())
                .isEqualTo(SchedulingCalls.processors().cardinality() - 1);
        assertThat(spinning.intersects(waking)).isFalse();
    }

    @Test
    void whereThereIsOneProcessorBothStayOnIt() throws InterruptedException {
        int first = SchedulingCalls.processors().nextSetBit(0);

        BitSet both = processorsAfter(() -> {
            SchedulingCalls.runOn(first);
            Apart.spinning();
            Apart.waking();
        });

        assertThat(both.stream()).containsExactly(first);
    }

    /** Seen from a thread of its own, because the processors are the thread's. */
    private static BitSet processorsAfter(Runnable choice) throws InterruptedException {
        BitSet seen = new BitSet();
        Thread thread = Thread.ofPlatform().start(() -> {
            choice.run();
            seen.or(SchedulingCalls.processors());
        });
        thread.join();
        return seen;
    }
}
