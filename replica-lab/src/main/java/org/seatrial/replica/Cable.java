package org.seatrial.replica;

import java.util.Optional;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/**
 * A cable as it is built. Interface indexes are unique in the whole lab.
 *
 * @param addressA of the first endpoint; its /31 holds both. Empty at a bridge
 * @param wire absent for a plain veth pair
 */
record Cable(Link link, int indexA, int indexB, String addressA, String addressB, Optional<Wire> wire) {

    /**
     * The part of a cable in the wire namespace.
     *
     * @param number of the wired cable in the lab, from 0
     */
    record Wire(int number, int indexA, int indexB, Medium medium) {

        String interfaceA() {
            return "w" + number + "a";
        }

        String interfaceB() {
            return "w" + number + "b";
        }
    }

    /** The cable's end at a node. */
    End endAt(String node) {
        return link.a().node().equals(node) ? endA() : endB();
    }

    End farFrom(String node) {
        return link.a().node().equals(node) ? endB() : endA();
    }

    End endA() {
        return new End(link.a(), indexA, addressA);
    }

    End endB() {
        return new End(link.b(), indexB, addressB);
    }

    /** One end of a cable. */
    record End(Endpoint endpoint, int index, String address) {

        String node() {
            return endpoint.node();
        }

        String interfaceName() {
            return endpoint.interfaceName();
        }
    }
}
