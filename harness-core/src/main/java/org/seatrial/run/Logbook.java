package org.seatrial.run;

/** Where a run writes down what it does, and by which clock. */
record Logbook(Clock clock, Ledger ledger, EventLog events) {}
