/** Benchmarks of the packet engine's own classes, which nobody outside their package may see. */
@NullMarked
package org.seatrial.engine.flow;

import org.jspecify.annotations.NullMarked;
