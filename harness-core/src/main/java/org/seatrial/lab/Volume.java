package org.seatrial.lab;

/**
 * A volume that a node offers to others as a network block device.
 *
 * @param name the export's name
 * @param port TCP, on every address of the node
 * @param bytes its size
 */
public record Volume(String node, String name, int port, long bytes) {}
