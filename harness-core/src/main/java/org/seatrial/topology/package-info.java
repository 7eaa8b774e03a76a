/**
 * The design under certification: nodes, links, sites and power feeds, read from a containerlab topology file.
 */
@NullMarked
package org.seatrial.topology;

import org.jspecify.annotations.NullMarked;
