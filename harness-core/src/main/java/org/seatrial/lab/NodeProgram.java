package org.seatrial.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run in a node.
 *
 * @param command the program's path and its arguments
 * @param folder its working folder
 * @param environment added to the harness's own
 * @param output file that receives what it prints on both streams; made, or overwritten
 * @param within the longest it may take; then it and what it started are killed
 */
public record NodeProgram(
        String node, List<String> command, Path folder, Map<String, String> environment, Path output, Duration within) {

    public NodeProgram {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
