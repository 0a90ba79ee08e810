package io.armstrong.launcher;

import java.util.Arrays;

/** What the process answers to whoever started it (design section 7). */
enum ExitCode {
    OK(0, "ok"),
    FAILED(1, "failed"),
    USAGE(2, "usage"),
    NOT_FOUND(3, "not found"),
    REFUSED(4, "refused"),
    TIMEOUT(5, "timeout"),
    ROOT_ESCALATION(70, "the root gave up"),
    OUT_OF_MEMORY(71, "out of memory"),
    ERROR_KERNEL_HUNG(75, "a child of the error kernel hangs"),
    SUPERVISOR_LOST(76, "the supervisor is lost");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What that number means, in words; for one that is none of ours, the number. */
    static String meaning(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .map(code -> code.meaning)
                .findFirst()
                .orElse(String.valueOf(number));
    }

    int number() {
        return number;
    }
}
