package io.armstrong.launcher;

/** What the process answers to whoever started it (design section 7). */
enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    NOT_FOUND(3),
    REFUSED(4),
    TIMEOUT(5),
    ROOT_ESCALATION(70),
    OUT_OF_MEMORY(71),
    ERROR_KERNEL_HUNG(75),
    SUPERVISOR_LOST(76);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
