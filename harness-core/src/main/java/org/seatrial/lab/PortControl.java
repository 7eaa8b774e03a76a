package org.seatrial.lab;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.topology.Endpoint;

/** What a lab can do to single interfaces of its nodes by administration. */
public interface PortControl {

    /** The undo of {@link #shutdown}. Touches nothing. */
    Undo prepareShutdown(List<Endpoint> ports, String undoId);

    /** Shuts interfaces down: they take and send nothing, and their neighbours lose the carrier. */
    Commanded shutdown(List<Endpoint> ports);

    /** The undo of {@link #setMtu}. Touches nothing. */
    Undo prepareMtu(Endpoint port, String undoId);

    /** @param mtu octets without the Ethernet header */
    Commanded setMtu(Endpoint port, int mtu);

    PortReading read(Endpoint port);
}
