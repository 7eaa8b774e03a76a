@NullMarked
package org.seatrial.replica;

import org.jspecify.annotations.NullMarked;
