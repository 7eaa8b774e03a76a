package org.seatrial.lab;

import org.seatrial.topology.Link;

/** Two stations and the one link between them, outside the design. */
public record ReferencePath(Station from, Station to, Link link) {}
