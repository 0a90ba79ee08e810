package io.armstrong.process;

import java.util.concurrent.atomic.LongAdder;

/** How many messages a child did not get to handle; made with the first. */
final class Losses {
    /** Refused at the sender because the mailbox was full. */
    final LongAdder dropped = new LongAdder();
    /** Taken in and never handled. */
    final LongAdder dead = new LongAdder();
}
