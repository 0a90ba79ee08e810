package io.armstrong.conformance;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.core.SupervisorEffect;
import io.armstrong.process.supervise.SupervisorObserver;

/** Writes the reports of one supervisor down under the names of the scenario. */
record Reports(World world, GoldenChildren children) implements SupervisorObserver {
    @Override
    public void event(ArmstrongEvent event) {
        // the recordings hold reports only
    }

    /** One that speaks of no incarnation speaks of several children at once (OTP S29). */
    @Override
    public void report(String supervisor, SupervisorEffect.Report report) {
        int folded = report.incarnation() == 0 ? report.count() : 0;
        world.trace.report(
                supervisor,
                report.context(),
                children.name(report.child()),
                folded,
                report.reason().text());
    }
}
