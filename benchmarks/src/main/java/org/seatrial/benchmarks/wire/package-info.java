/**
 * The wire and the outage measurement held against their bars. Each row prints
 * {@code row<TAB>figure<TAB>value<TAB>unit<TAB>bar<TAB>pass|fail}; a figure that stands for information only has the bar
 * {@code -}. The programs make network namespaces of their own and need root.
 */
@NullMarked
package org.seatrial.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
