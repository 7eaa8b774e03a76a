/** What the kernel of this machine did while something was late. */
@NullMarked
package org.seatrial.benchmarks.trace;

import org.jspecify.annotations.NullMarked;
