package org.seatrial.lab;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where traffic enters and leaves.
 *
 * @param node the node
 * @param address IPv4 address it answers on
 * @param namespace the network namespace to open sockets in; empty where there is none (fakes)
 */
public record Station(String node, String address, Optional<Path> namespace) {}
