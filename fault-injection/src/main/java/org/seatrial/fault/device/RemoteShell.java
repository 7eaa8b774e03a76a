package org.seatrial.fault.device;

import java.util.List;

/** An adapter whose devices are hosts on which a command can be run for as long as somebody listens. */
public interface RemoteShell {

    /**
     * The local program that runs a command on the host and joins it to its own input and output. It asks for nothing: where
     * the host cannot be reached or refuses, the program ends.
     *
     * @param remote what the host's shell runs
     */
    List<String> program(Settings device, String remote);
}
