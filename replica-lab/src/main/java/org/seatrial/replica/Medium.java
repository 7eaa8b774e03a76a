package org.seatrial.replica;

import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.topology.LinkCharacter;

/** What carries the frames of a wired cable from one of its ends to the other. */
sealed interface Medium {

    /**
     * The wire process.
     *
     * @param slot number of the cable there, from 0
     */
    record WireProcess(int slot) implements Medium {}

    /** The kernel, which joins the two ends and delays what leaves at either. */
    record KernelQueue(Netem netem) implements Medium {}

    /** What a lab file says about it. */
    enum Choice {
        USER_SPACE("user-space"),
        NETEM("netem"),
        AUTO("auto");

        private final String text;

        Choice(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * Whether the kernel carries a link. If the choice is left to the lab it does where it can: a process, however exact
     * while it runs, can be kept from the processor by the routers under test, and what arrives late then looks like
     * their fault. The instant of a silent cut is less exact by one system call, which the commanded interval holds. The
     * self-test's path is carried in the same way as the design's links, so that every run measures what it relies on.
     */
    static boolean byKernel(Choice choice, LinkCharacter link, NetemSupport kernel) {
        return switch (choice) {
            case USER_SPACE -> false;
            case NETEM -> true;
            case AUTO ->
                switch (kernel) {
                    case NetemSupport.Present present -> netemCan(link);
                    case NetemSupport.Absent absent -> false;
                };
        };
    }

    static boolean netemCan(LinkCharacter link) {
        return link.jitterNs() <= Netem.MOST_JITTER_NS;
    }
}
