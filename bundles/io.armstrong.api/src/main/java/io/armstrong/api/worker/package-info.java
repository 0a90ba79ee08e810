/** The contract of a worker: a callback module whose state the runtime holds between messages (OTP gen_server). */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.api.worker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
