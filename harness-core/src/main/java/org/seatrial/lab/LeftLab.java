package org.seatrial.lab;

import java.nio.file.Path;

/**
 * A lab that is registered on this machine.
 *
 * @param logs where its logs go, which is below the folder of its run
 * @param owned whether the process that brought it up is alive
 */
public record LeftLab(String id, Path logs, boolean owned) {}
