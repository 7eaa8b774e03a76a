package org.seatrial.lab;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;

/** What a lab can do to single daemons of its nodes. */
public interface DaemonControl {

    /** The daemons that belong to a node, by name; empty if there are none or no such node. */
    List<String> daemons(String node);

    /** The undo of {@link #crash}: the daemon is started again. Touches nothing. */
    Undo prepareCrash(String node, String daemon, String undoId);

    /** Kills the daemon without notice. */
    Commanded crash(String node, String daemon);

    /** The undo of {@link #hang}: the daemon goes on. Touches nothing. */
    Undo prepareHang(String node, String daemon, String undoId);

    /** Lets the daemon stand still where it is. */
    Commanded hang(String node, String daemon);

    DaemonReading read(String node, String daemon);
}
