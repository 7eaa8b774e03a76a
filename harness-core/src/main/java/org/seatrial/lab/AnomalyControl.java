package org.seatrial.lab;

import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.topology.Endpoint;

/** A lab whose stations can send what they should not. */
public interface AnomalyControl {

    /** The undo of {@link #unleash}: whoever sends stops. Touches nothing. */
    Undo prepareAnomaly(Endpoint from, Anomaly anomaly, String undoId);

    /** Lets a station send; it stops by itself when the anomaly's time is over. Returns with its first frame. */
    Commanded unleash(Endpoint from, Anomaly anomaly);

    AnomalyReading read(Endpoint from);
}
