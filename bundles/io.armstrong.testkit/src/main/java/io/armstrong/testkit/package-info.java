/**
 * Tests of workers in virtual time, for child authors: alone ({@link Workbench}) or supervised ({@link TestSupervisor}).
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
